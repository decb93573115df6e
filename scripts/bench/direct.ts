/** The same store without the lounge: writers that put one commit after the other, each as soon as the last is durable. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nano from 'nano'
import { type Commit, commitId } from '../../workloads/lounge/log.ts'
import { Child } from '../lounge/child.ts'
import { freePorts, isListening } from '../lounge/ports.ts'
import { steady } from './steady.ts'

export type Direct = {
  /** Resolves once it is durable. */
  readonly append: (commit: Commit) => Promise<unknown>
  readonly close: () => Promise<void>
}

const USER = { COUCHDB_USER: 'data', COUCHDB_PASSWORD: 'bench', ADMIN_PASSWORD: 'bench' }

/** The stand-in as the lounge of processes has it, in a process of its own. */
export const directCouch = async (): Promise<Direct> => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-bench-'))
  const [port = 0] = await freePorts(1)
  const child = new Child({
    name: 'store',
    entry: join(import.meta.dirname, '../lounge/couch.ts'),
    logFile: join(folder, 'log'),
    env: { PORT: String(port), JOURNAL: join(folder, 'journal'), ...USER },
    isReady: () => isListening(port),
  })
  await child.start()
  const database = nano(`http://127.0.0.1:${port}`).use<object>('lounge')
  const close = async () => {
    await child.kill()
    await rm(folder, { recursive: true, force: true })
  }
  return { append: (commit) => database.insert(commit, commit.id), close }
}

let first = 0

/** Like the one that was given, and the next. */
const next = (commit: Commit): Commit => {
  first += 1
  const changes = commit.changes.slice(0, 1).map((change) => ({ ...change, generation: first }))
  return { ...commit, id: commitId(commit.term, first), first, last: first, changes }
}

/** Commits of one change a second. */
export const directRate = async (
  { append }: Direct,
  commit: Commit,
  load: { writers: number; ms: number },
) => {
  const until = steady() + load.ms
  let written = 0
  const write = async () => {
    for (; steady() < until; written += 1) await append(next(commit))
  }
  await Promise.all(Array.from({ length: load.writers }, write))
  return (written * 1_000) / load.ms
}
