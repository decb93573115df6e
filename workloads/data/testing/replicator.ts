/**
 * Stands in for CouchDB's own replicator, which the protocol server lacks: runs the jobs of a `_replicator` database by
 * CouchDB's protocol, so that either end may be any server that speaks it.
 */
import { setTimeout as delay } from 'node:timers/promises'

type End = { url: string; auth: { basic: { username: string; password: string } } }
type Job = { _id: string; source: End; target: End; selector: { _id: { $regex: string } } }
type Rows = { rows: { id: string; doc: Job }[] }
type Changes = { results: { id: string }[]; last_seq: number | string }

const HELD_MS = 2_000
const RETRY_MS = 200

const call = async <Body>({ url, auth }: End, path: string, init: RequestInit): Promise<Body> => {
  const { username, password } = auth.basic
  const authorization = `Basic ${btoa(`${username}:${password}`)}`
  const headers = { authorization, 'content-type': 'application/json' }
  const signal = AbortSignal.any([AbortSignal.timeout(2 * HELD_MS), ...(init.signal ? [init.signal] : [])])
  const response = await fetch(`${url}/${path}`, { ...init, headers, signal })
  if (!response.ok) throw new Error(`${response.status} from ${url}/${path}`)
  return (await response.json()) as Body
}

/** Copies what is new, with its revisions, from where it left off; rejects when either end does not answer. */
const copy = async ({ source, target, selector }: Job, since: number | string, signal: AbortSignal) => {
  const feed = `_changes?feed=longpoll&timeout=${HELD_MS}&limit=100&since=${encodeURIComponent(since)}`
  const { results, last_seq } = await call<Changes>(source, feed, { signal })
  const isSelected = new RegExp(selector._id.$regex)
  const ids = results.map(({ id }) => id).filter((id) => isSelected.test(id))
  const docs = await Promise.all(
    ids.map((id) => call<object>(source, `${encodeURIComponent(id)}?revs=true`, { signal })),
  )
  const body = JSON.stringify({ docs, new_edits: false })
  if (docs.length > 0) await call(target, '_bulk_docs', { method: 'POST', body, signal })
  return last_seq
}

const run = async (job: Job, signal: AbortSignal) => {
  let since: number | string = 0
  while (!signal.aborted)
    try {
      since = await copy(job, since, signal)
    } catch {
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined)
    }
}

const jobsOf = async (url: string, signal: AbortSignal) => {
  const response = await fetch(`${url}/_replicator/_all_docs?include_docs=true`, { signal })
  const { rows } = (await response.json()) as Rows
  return new Map(rows.filter(({ doc }) => doc?.source).map(({ doc }) => [doc._id, doc]))
}

/** Resolves when every job has ended, after `signal`. `url` is the server's whose jobs they are. */
export const replicator = async (url: string, signal: AbortSignal): Promise<void> => {
  const running = new Map<string, { end: AbortController; done: Promise<void>; text: string }>()
  const endWithout = (jobs: ReadonlyMap<string, Job>) => {
    for (const [id, { end, text }] of running)
      if (JSON.stringify(jobs.get(id)) !== text) {
        end.abort()
        running.delete(id)
      }
  }
  const begin = (id: string, job: Job) => {
    const end = new AbortController()
    running.set(id, { end, done: run(job, end.signal), text: JSON.stringify(job) })
  }
  const look = async () => {
    const jobs = await jobsOf(url, signal)
    endWithout(jobs)
    for (const [id, job] of jobs) if (!running.has(id)) begin(id, job)
  }
  while (!signal.aborted) {
    await look().catch(() => undefined)
    await delay(RETRY_MS, undefined, { signal }).catch(() => undefined)
  }
  for (const { end } of running.values()) end.abort()
  await Promise.all([...running.values()].map(({ done }) => done))
}
