/** Each service alone, with nothing that it depends on: how soon it serves, what it weighs at rest, what it loads. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { type ServiceName, services } from '../../workloads/graph.ts'
import { startAlone } from './alone.ts'
import type { Bench } from './main.ts'
import { MIB, rss } from './memory.ts'
import { median, short, spread } from './stats.ts'
import type { Row } from './table.ts'

const SETTLE_MS = 3_000
/** Beyond bare Node, in MiB. */
const GOAL = 60

/** In a host of its own the console is no service. */
const names = (Object.keys(services) as ServiceName[]).filter((name) => name !== 'console')

const weighBare = async () => {
  const child = execFile(process.execPath, [join(import.meta.dirname, 'entries/bare.ts')])
  await delay(SETTLE_MS)
  const weight = rss(child.pid ?? 0) / MIB
  child.kill('SIGKILL')
  return weight
}

const weigh = async (name: ServiceName) => {
  const service = await startAlone(name)
  await delay(SETTLE_MS)
  const weight = rss(service.pid) / MIB
  await service.close()
  return { readyMs: service.readyMs, weight }
}

const count = (paths: readonly string[]) =>
  paths.reduce((sum, path) => sum + readFileSync(path, 'utf8').split('\n').length, 0)

/** Of what is loaded until it serves. */
const linesOf = async (name: ServiceName) => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-bench-'))
  const file = join(folder, 'loaded')
  const preload = `--import=${pathToFileURL(join(import.meta.dirname, 'entries/loaded.ts'))}`
  const service = await startAlone(name, { NODE_OPTIONS: preload, LOADED: file })
  await service.close()
  const files = [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))]
  await rm(folder, { recursive: true })
  const [own, theirs] = [false, true].map((is) =>
    files.filter((path) => path.includes('node_modules') === is),
  ) as [string[], string[]]
  return `${count(own)} lines of ours in ${own.length} files, ${count(theirs)} of packages in ${theirs.length}`
}

export const rest: Bench = async ({ rounds }) => {
  const rows: Row[] = []
  const bare: number[] = []
  for (let turn = 0; turn < rounds; turn += 1) bare.push(await weighBare())
  for (const name of names) {
    const measured: Awaited<ReturnType<typeof weigh>>[] = []
    for (let turn = 0; turn < rounds; turn += 1) measured.push(await weigh(name))
    const weights = measured.map(({ weight }) => weight)
    const beyond = median(weights) - median(bare)
    rows.push(
      {
        what: `${name}: to its own word that it serves, ms`,
        ours: spread(measured.map(({ readyMs }) => readyMs)),
      },
      {
        ...{ what: `${name}: at rest, MiB`, ours: spread(weights), beside: `bare Node ${spread(bare)}` },
        ...{ ratio: `+ ${short(beyond)}`, goal: `+ ${GOAL}`, isMet: beyond <= GOAL },
      },
      { what: `${name}: loads`, ours: await linesOf(name) },
    )
  }
  return { title: 'start and rest', rows }
}
