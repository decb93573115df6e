/** One look at every process: what it holds in memory, what of that is live, its open handles, and the timers it waits for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Child } from '../lounge/child.ts'
import type { Processes } from '../lounge/processes.ts'
import { heaps } from './heap.ts'
import type { Look } from './slope.ts'

/** What must be flat, each in its unit. */
export type Kind = 'rss' | 'heap' | 'handles' | 'timers'

/** `process kind` → its looks. */
export type Series = Map<string, Look[]>

const KIB = 1_024
const MIB = KIB * KIB

/** Resident memory in MiB. */
const rssOf = (pid: number) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * KIB) / MIB
}

/** Sockets, files and pipes. */
const handlesOf = (pid: number) => readdirSync(`/proc/${pid}/fd`).length

/** The port is any free one, said in the log at the start. The chat server is a stand-in and has no metrics. */
const metricsPortOf = ({ logFile }: Child) => {
  const said = [...readFileSync(logFile, 'utf8').matchAll(/"metricsPort":(\d+)/g)]
  return said.at(-1)?.[1]
}

/** A look that the service was too busy for, or whose connection it had just let go, is left out. */
const tryTimers = async (port: string): Promise<number | undefined> => {
  const text = await fetch(`http://127.0.0.1:${port}/metrics`)
    .then((response) => response.text())
    .catch(() => '')
  const count = /^nodejs_active_resources\{type="Timeout".*\} (\d+)$/m.exec(text)?.[1]
  return count === undefined ? undefined : Number(count)
}

type Seen = { pid: number; name: string; metricsPort: string | undefined }

const look = async ({ name, pid, metricsPort }: Seen): Promise<[Kind, number][]> => {
  if (!existsSync(`/proc/${pid}`)) throw new Error(`${name} has ended by itself`)
  const timers = metricsPort === undefined ? undefined : await tryTimers(metricsPort)
  return [
    ['rss', rssOf(pid)],
    ['handles', handlesOf(pid)],
    ...(timers === undefined ? [] : [['timers', timers] as [Kind, number]]),
  ]
}

const seenIn = ({ children }: Processes): Seen[] =>
  Object.values(children).map((child) => ({
    name: child.name,
    pid: child.pid ?? 0,
    metricsPort: metricsPortOf(child),
  }))

type Asked = {
  /** What the processes answer in. */
  readonly notes: string
  /** A collection takes the time of requests: each process makes one at every so many looks. */
  readonly heapEvery: number
}

/** Looks at all of them, as often as it is asked. */
export const sampler = (lounge: Processes, { notes, heapEvery }: Asked) => {
  const seen = seenIn(lounge)
  const series: Series = new Map()
  const began = performance.now()
  const add = (name: string, kind: Kind, value: number) => {
    const key = `${name} ${kind}`
    series.set(key, [...(series.get(key) ?? []), [(performance.now() - began) / 1_000, value]])
  }
  const addHeaps = async () => {
    const pids = seen.map(({ pid }) => pid)
    const held = await heaps(notes, pids)
    for (const { name, pid } of seen) add(name, 'heap', held.get(pid) ?? 0)
  }
  let looks = 0
  const sample = async () => {
    for (const one of seen) for (const [kind, value] of await look(one)) add(one.name, kind, value)
    if (looks % heapEvery === 0) await addHeaps()
    looks += 1
  }
  return { series, sample }
}
