/** Each service alone: how soon it serves, what it holds at rest beside Node alone, and how much code it takes to begin. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { makeKeys } from '../../workloads/service/key-files.ts'
import { bundle } from '../images/bundle.ts'
import { Child } from '../lounge/child.ts'
import { freePorts, isReady } from '../lounge/ports.ts'
import type { Bench } from './bench.ts'
import { MIB, rss } from './memory.ts'
import { median, ratio, spread } from './stats.ts'
import { steady } from './steady.ts'
import { atMost, type Row } from './table.ts'
import { Wire } from './wire.ts'

/** What each needs to start at all; what it calls is not there. */
const SERVICES: Record<string, Record<string, string>> = {
  data: {},
  midi: {},
  'midi-node': {},
  chat: { TWITCH_CHANNEL: 'bench', IRC_URL: 'ws://127.0.0.1:1', IRC_PASSWORD: 'bench' },
  overlay: {},
  obs: {},
}
const REST_MS = 3_000
const MOST_MIB = 60
const LOOK_MS = 20

const workloads = join(import.meta.dirname, '../../workloads')
const entry = (file: string) => join(import.meta.dirname, 'entries', file)
const LOADS = `--import=${entry('loads.ts')}`

type Started = {
  readonly folder: string
  readonly name: string
  readonly file: string
  readonly env?: Record<string, string>
}

const childOf = async ({ folder, name, file, env }: Started) => {
  const [port = 0] = await freePorts(1)
  return new Child({
    name,
    entry: file,
    logFile: join(folder, `${name}.log`),
    env: {
      ...{ KEYS: join(folder, 'keys'), LOUNGE_DIR: join(folder, name), GRANTS: folder },
      ...{ PORT: String(port), METRICS_PORT: '0', ...SERVICES[name], ...env },
    },
    isReady: () => isReady(port),
  })
}

const bare = async (folder: string) => {
  const child = new Child({
    ...{ name: 'bare', entry: entry('bare.ts'), logFile: join(folder, 'bare.log'), env: {} },
    isReady: async () => true,
  })
  await child.start()
  await delay(REST_MS)
  const held = rss(child.pid ?? 0)
  await child.kill()
  return held
}

const alone = async (started: Started) => {
  const child = await childOf(started)
  const began = steady()
  await child.start()
  const ready = steady() - began
  await delay(REST_MS)
  const held = rss(child.pid ?? 0)
  await child.kill()
  return { ready, held }
}

/** In a start of its own: counting takes time and memory. */
const loaded = async (started: Started) => {
  const notes = join(started.folder, `${started.name}.loads`)
  const child = await childOf({ ...started, env: { NODE_OPTIONS: LOADS, NOTES: notes } })
  await child.start()
  process.kill(child.pid ?? 0, 'SIGUSR2')
  const wire = new Wire(notes)
  for (wire.read(); wire.notes.length === 0; wire.read()) await delay(LOOK_MS)
  await child.kill()
  const [{ ownLines = 0, ownModules = 0, lines = 0, modules = 0 } = {}] = wire.notes
  return {
    ours: `${ownLines} lines of ours in ${ownModules} files`,
    beside: `${lines} lines in ${modules} files with packages`,
  }
}

type Measured = { readonly ready: number[]; readonly beyond: number[] }
/** How a service runs in its image, and how from a checkout. */
type Ways = { readonly bundled: Measured; readonly sources: Measured }

const fileOf = (folder: string, name: string) => ({
  bundled: join(folder, 'build', name, 'workloads', name, 'main.js'),
  sources: join(workloads, name, 'main.ts'),
})

const rowsOf = (name: string, { bundled, sources }: Ways): Row[] => [
  {
    what: `${name}: ready after, ms`,
    ours: spread(bundled.ready),
    beside: `from its sources ${spread(sources.ready)}`,
    ratio: ratio(bundled.ready, sources.ready),
  },
  {
    what: `${name}: at rest beyond bare Node, MiB`,
    ours: spread(bundled.beyond),
    beside: `from its sources ${spread(sources.beyond)}`,
    ratio: ratio(bundled.beyond, sources.beyond),
    ...atMost(MOST_MIB, [median(bundled.beyond)]),
  },
]

const none = (): Measured => ({ ready: [], beyond: [] })

/** In turn, so that a busy moment falls on all of them. */
const measureAll = async (folder: string, rounds: number) => {
  const measured = new Map(
    Object.keys(SERVICES).map((name): [string, Ways] => [name, { bundled: none(), sources: none() }]),
  )
  for (let turn = 0; turn < rounds; turn += 1) {
    const nothing = await bare(folder)
    for (const [name, ways] of measured)
      for (const way of ['bundled', 'sources'] as const) {
        const { ready, held } = await alone({ folder, name, file: fileOf(folder, name)[way] })
        ways[way].ready.push(ready)
        ways[way].beyond.push((held - nothing) / MIB)
      }
  }
  return measured
}

export const start: Bench = async ({ rounds }) => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-bench-'))
  await makeKeys(join(folder, 'keys'))
  for (const name of Object.keys(SERVICES)) await bundle(name, { into: join(folder, 'build') })
  const measured = await measureAll(folder, rounds)
  const rows = [...measured].flatMap(([name, ways]) => rowsOf(name, ways))
  for (const name of Object.keys(SERVICES))
    rows.push({
      what: `${name}: loads`,
      ...(await loaded({ folder, name, file: join(workloads, name, 'main.ts') })),
    })
  await rm(folder, { recursive: true, force: true })
  return { title: 'each service alone: start and rest', rows }
}
