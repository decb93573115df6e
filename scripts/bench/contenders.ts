/** Who is measured: three obvious scripts, and the lounge in one process and in several. All in processes of their own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Child } from '../lounge/child.ts'
import { CHANNEL, type Service, type StoreKind } from '../lounge/plan.ts'
import { freePorts } from '../lounge/ports.ts'
import { openProcesses } from '../lounge/processes.ts'
import { openStage, type Stage } from './stage.ts'
import { Wire } from './wire.ts'

export type Contender = {
  readonly name: string
  readonly stage: Stage
  readonly wire: Wire
  /** The SQLite file, where there is one. */
  readonly log: string
  /** Process ids of what is counted. */
  readonly counted: readonly number[]
  /** Where chat's numbers are, where it is a process of its own. */
  readonly metrics?: string
  readonly close: () => Promise<void>
}

const LOOK_MS = 20
/** For NODE_OPTIONS: a process whose calls, writes and memory are noted in the file NOTES. */
export const COUNTED = `--expose-gc --import=${join(import.meta.dirname, 'entries/counter.ts')}`

const newFolder = () => mkdtemp(join(tmpdir(), 'lounge-bench-'))
const notesIn = (folder: string) => join(folder, 'bytes.jsonl')
const joined = async ({ heard }: Stage) => {
  while (!heard.isJoined) await delay(LOOK_MS)
}

/** A child that is there as soon as its bot is in the room. */
const openChild = async (
  name: string,
  entry: string,
  env: Record<string, string> = {},
): Promise<Contender> => {
  const folder = await newFolder()
  const stage = await openStage()
  const notes = notesIn(folder)
  const settings = { PORT: String(stage.port), CHANNEL, BOT_PASS: stage.botPass, BYTES: notes, NOTES: notes }
  const child = new Child({
    name,
    entry: join(import.meta.dirname, 'entries', entry),
    logFile: join(folder, 'log'),
    env: { ...settings, FOLDER: folder, JOURNAL: join(folder, 'journal'), SERVICE: name, ...env },
    isReady: async () => stage.heard.isJoined,
  })
  await child.start()
  const close = async () => {
    await child.kill()
    stage.close()
    await rm(folder, { recursive: true, force: true })
  }
  const pid = child.pid ?? 0
  const counted = env.NODE_OPTIONS === undefined ? [] : [pid]
  return { name, stage, wire: new Wire(notes), counted, log: join(folder, 'log.sqlite'), close }
}

export const script = () => openChild('script', 'script.ts')
export const durableScript = () => openChild('script + fsync', 'durable-script.ts')
export const pacedScript = () => openChild('script + fsync + queue', 'paced-script.ts')

type Options = {
  readonly store?: StoreKind
  /** Its calls, writes and memory are noted, which costs some microseconds each. @default false */
  readonly isCounted?: boolean
}

const counting = (isCounted: boolean) => (isCounted ? { NODE_OPTIONS: COUNTED } : {})

export const oneProcess = ({ isCounted = false }: Options = {}) =>
  openChild('lounge, one process', 'one-process.ts', counting(isCounted))

const SERVICES = ['data', 'midi', 'midi-node', 'chat'] as const satisfies Service[]

/** Its chat's room is the stage. */
const environments = (stage: Stage, notes: string, isCounted: boolean) => {
  const env = (service: Service) => ({ NOTES: notes, SERVICE: service, ...counting(isCounted) })
  const chat = { IRC_URL: `ws://127.0.0.1:${stage.port}`, IRC_PASSWORD: stage.botPass }
  return {
    ...Object.fromEntries(SERVICES.map((service) => [service, env(service)])),
    chat: { ...env('chat'), ...chat },
  }
}

/** One process a service, one replica each. `metrics`: where chat's numbers are. */
export const ownProcesses = async ({ store = 'sqlite', isCounted = false }: Options = {}) => {
  const stage = await openStage()
  const folder = await newFolder()
  const [metricsPort = 0] = await freePorts(1)
  const each = environments(stage, notesIn(folder), isCounted)
  const env = { ...each, chat: { ...each.chat, METRICS_PORT: String(metricsPort) } }
  const lounge = await openProcesses({ direct: true, store, env, folder })
  await joined(stage)
  const { data1, midi1, node, chat } = lounge.children
  const counted = isCounted ? [data1, midi1, node, chat].map(({ pid = 0 }) => pid) : []
  const close = async () => {
    await lounge.close()
    stage.close()
    await rm(folder, { recursive: true, force: true })
  }
  const name = `lounge, own processes${store === 'couch' ? ', CouchDB stand-in' : ''}`
  const metrics = `http://127.0.0.1:${metricsPort}/metrics`
  const { bytes, log } = lounge.files
  return { name, stage, wire: new Wire(bytes), counted, log, metrics, lounge, close }
}

/** In one process and in its own, counted. */
export const countedLounges = [
  () => oneProcess({ isCounted: true }),
  () => ownProcesses({ isCounted: true }),
] as const
