/** One look at every process: what it holds in memory, its open handles, and the timers it waits for. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Child } from '../lounge/child.ts'
import type { Processes } from '../lounge/processes.ts'
import type { Look } from './slope.ts'

/** What must be flat, each in its unit. */
export type Kind = 'rss' | 'handles' | 'timers'

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

const timersAt = async (port: string) => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^nodejs_active_resources\{type="Timeout".*\} (\d+)$/m.exec(text)?.[1] ?? 0)
}

type Seen = { pid: number; name: string; metricsPort: string | undefined }

const look = async ({ pid, metricsPort }: Seen): Promise<[Kind, number][]> => [
  ['rss', rssOf(pid)],
  ['handles', handlesOf(pid)],
  ...(metricsPort === undefined ? [] : [['timers', await timersAt(metricsPort)] as [Kind, number]]),
]

/** Looks at all of them, as often as it is asked. */
export const sampler = ({ children }: Processes) => {
  const seen = Object.values(children).map((child) => ({
    name: child.name,
    pid: child.pid ?? 0,
    metricsPort: metricsPortOf(child),
  }))
  const series: Series = new Map()
  const began = performance.now()
  const sample = async () => {
    const second = (performance.now() - began) / 1_000
    for (const one of seen)
      for (const [kind, value] of await look(one)) {
        const key = `${one.name} ${kind}`
        series.set(key, [...(series.get(key) ?? []), [second, value]])
      }
  }
  return { series, sample }
}
