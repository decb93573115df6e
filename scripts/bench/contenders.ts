/** Who is measured: two obvious scripts, and the lounge in one process and in several. All in processes of their own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Child } from '../lounge/child.ts'
import { CHANNEL, openProcesses, type StoreKind } from '../lounge/processes.ts'
import { openStage, type Stage } from './stage.ts'
import { Wire } from './wire.ts'

export type Contender = {
  readonly name: string
  readonly stage: Stage
  readonly wire: Wire
  /** Of its services, by name. */
  readonly pids: Readonly<Record<string, number>>
  /** Asks the process for a note about its memory, where it takes orders. */
  readonly askMemory?: () => void
  readonly close: () => Promise<void>
}

const LOOK_MS = 20

const newFolder = () => mkdtemp(join(tmpdir(), 'lounge-bench-'))

/** A child that is there as soon as its bot is in the room. */
const openChild = async (
  name: string,
  entry: string,
  env: Record<string, string> = {},
): Promise<Contender> => {
  const folder = await newFolder()
  const stage = await openStage()
  const bytes = join(folder, 'bytes.jsonl')
  const wire = new Wire(bytes)
  const settings = { PORT: String(stage.port), CHANNEL, BOT_PASS: stage.botPass, BYTES: bytes }
  const child = new Child({
    name,
    entry: join(import.meta.dirname, 'entries', entry),
    logFile: join(folder, 'log'),
    env: { ...settings, FOLDER: folder, JOURNAL: join(folder, 'journal'), ...env },
    isReady: async () => stage.heard.isJoined,
  })
  const killAtExit = () => child.pid !== undefined && process.kill(child.pid, 'SIGKILL')
  process.on('exit', killAtExit)
  await child.start()
  const close = async () => {
    process.off('exit', killAtExit)
    await child.kill()
    stage.close()
    wire.close()
    await rm(folder, { recursive: true, force: true })
  }
  const askMemory = () => child.tell({})
  return { name, stage, wire, pids: { [name]: child.pid ?? 0 }, askMemory, close }
}

export const script = () => openChild('script', 'script.ts')
export const durableScript = () => openChild('script + fsync', 'durable-script.ts')
export const pacedScript = () => openChild('script + fsync + queue', 'paced-script.ts')

/** `couch`: the address of a CouchDB to use instead of SQLite. */
export const oneProcess = (couch?: string) =>
  openChild('lounge, one process', 'one-process.ts', {
    NODE_OPTIONS: '--expose-gc',
    ...(couch !== undefined && { COUCHDB_URL: couch }),
  })

type Options = { readonly store?: StoreKind; readonly nodeOptions?: string; readonly logLevel?: string }

/** One process a service; its chat's room is the stage. */
export const ownProcesses = async ({ store = 'sqlite', nodeOptions, logLevel = 'info' }: Options = {}) => {
  const stage = await openStage()
  const chat = { IRC_URL: `ws://127.0.0.1:${stage.port}`, IRC_PASSWORD: stage.botPass }
  const each = nodeOptions === undefined ? {} : { NODE_OPTIONS: nodeOptions }
  const env = { data: each, midi: each, 'midi-node': each, store: each, chat: { ...chat, ...each } }
  const lounge = await openProcesses({ direct: true, store, env, logLevel })
  while (!stage.heard.isJoined) await delay(LOOK_MS)
  const wire = new Wire(lounge.files.bytes)
  const running = Object.values(lounge.children).filter(({ isRunning }) => isRunning)
  const close = async () => {
    await lounge.close()
    stage.close()
    wire.close()
  }
  const name = `lounge, own processes${store === 'couch' ? ', CouchDB stand-in' : ''}`
  const pids = Object.fromEntries(running.map((child) => [child.name, child.pid ?? 0]))
  return { name, stage, wire, pids, close, lounge } satisfies Contender & { lounge: unknown }
}

/** Opens them one after the other, and closes them whatever comes of the work. */
export const withContenders = async <Result>(
  opens: readonly (() => Promise<Contender>)[],
  work: (contenders: readonly Contender[]) => Promise<Result>,
): Promise<Result> => {
  const contenders: Contender[] = []
  try {
    for (const open of opens) contenders.push(await open())
    return await work(contenders)
  } finally {
    for (const { close } of contenders) await close()
  }
}
