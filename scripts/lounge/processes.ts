/** The lounge as separate processes on free ports, each of which can be killed, stopped and cut off from the others. */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKeys } from '../../workloads/service/key-files.ts'
import { Child } from './child.ts'
import { Link } from './link.ts'
import { freePorts, isListening, isReady } from './ports.ts'

export type StoreKind = 'sqlite' | 'couch'

type Options = {
  /** One SQLite file that both data processes share, or a CouchDB stand-in that both call. @default 'sqlite' */
  readonly store?: StoreKind
  /** Logins that may be moderators in its chat, with `key` as their PASS. @default none */
  readonly moderators?: readonly string[]
  /** Other entries than the shipped ones, e.g. a mutant of one. */
  readonly entries?: Partial<Record<Service, string>>
  /** Further variables of one service. */
  readonly env?: Partial<Record<Service, Readonly<Record<string, string>>>>
  /** @default a new one, which `close` removes */
  readonly folder?: string
  /** @default 'info' */
  readonly logLevel?: string
  /** What the stream sees, too. @default false */
  readonly overlay?: boolean
  /** One replica of each service and no cables between them: what is measured is theirs alone. @default false */
  readonly direct?: boolean
}

export type Service = 'store' | 'data' | 'midi' | 'midi-node' | 'irc' | 'chat' | 'overlay'

export const CHANNEL = 'eightbitsaxlounge'

const workloads = join(import.meta.dirname, '../../workloads')
const own = (file: string) => join(import.meta.dirname, file)

const ENTRIES: Record<Service, string> = {
  store: own('couch.ts'),
  data: join(workloads, 'data/main.ts'),
  midi: join(workloads, 'midi/main.ts'),
  'midi-node': own('pedal-node.ts'),
  irc: own('chat-server.ts'),
  chat: join(workloads, 'chat/main.ts'),
  overlay: join(workloads, 'overlay/main.ts'),
}

const secret = () => randomBytes(12).toString('hex')
const url = (port: number) => `http://127.0.0.1:${port}`

/** Ports and secrets, drawn once so that a process that starts again is found where it was. */
const draw = async () => {
  const [data1 = 0, data2 = 0, midi1 = 0, midi2 = 0, ...rest] = await freePorts(10)
  const [store = 0, node = 0, ws = 0, irc = 0, chat = 0, overlay = 0] = rest
  return {
    ports: { store, data: [data1, data2], midi: [midi1, midi2], node, ws, irc, chat, overlay },
    secrets: { key: secret(), botPass: secret(), couch: secret(), admin: secret() },
  }
}

type Drawn = Awaited<ReturnType<typeof draw>>

/** Every hop between two services is a cable of its own; where there are replicas it goes to each in turn. */
const openLinks = async ({ ports }: Drawn) => ({
  'chat-irc': await Link.open('chat-irc', [ports.ws]),
  'chat-midi': await Link.open('chat-midi', ports.midi),
  'node-midi': await Link.open('node-midi', ports.midi),
  'midi1-data': await Link.open('midi1-data', ports.data),
  'midi2-data': await Link.open('midi2-data', ports.data.toReversed()),
  'overlay-data': await Link.open('overlay-data', ports.data),
  'data1-store': await Link.open('data1-store', [ports.store]),
  'data2-store': await Link.open('data2-store', [ports.store]),
})

type Links = Awaited<ReturnType<typeof openLinks>>

type Plan = Drawn & { folder: string; links: Links; options: Options }

/** Not started where every service is called directly. */
const SECOND: readonly string[] = ['data2', 'midi2']

/** Where the near end of a cable is, or, without cables, what it would lead to. */
const portOf = ({ links, options, ports }: Plan, link: keyof Links): number => {
  if (!options.direct) return links[link].port
  const [service = ''] = link.split('-').slice(1)
  return { irc: ports.ws, midi: ports.midi[0], data: ports.data[0], store: ports.store }[service] ?? 0
}
type Made = { service: Service; name: string; port: number; env: Record<string, string> }

const make = (plan: Plan, { service, name, port, env }: Made) => {
  const { folder, options } = plan
  const hasNoHealth = service === 'store' || service === 'irc'
  return new Child({
    name,
    entry: options.entries?.[service] ?? ENTRIES[service],
    logFile: join(folder, `${name}.log`),
    isReady: () => (hasNoHealth ? isListening(port) : isReady(port)),
    env: {
      KEYS: join(folder, 'keys'),
      METRICS_PORT: '0',
      LOG_LEVEL: options.logLevel ?? 'info',
      PORT: String(port),
      LOUNGE_DIR: join(folder, service),
      ...env,
      ...options.env?.[service],
    },
  })
}

const storeOf = (plan: Plan) => {
  const { ports, secrets, folder } = plan
  const env = {
    JOURNAL: join(folder, 'couch.journal'),
    COUCHDB_USER: 'data',
    COUCHDB_PASSWORD: secrets.couch,
    ADMIN_PASSWORD: secrets.admin,
  }
  return make(plan, { service: 'store', name: 'store', port: ports.store, env })
}

const dataOf = (plan: Plan, replica: 1 | 2) => {
  const { secrets, options } = plan
  const couch = {
    COUCHDB_URL: url(portOf(plan, `data${replica}-store`)),
    COUCHDB_USER: 'data',
    COUCHDB_PASSWORD: secrets.couch,
  }
  const env = options.store === 'couch' ? couch : {}
  const port = plan.ports.data[replica - 1] ?? 0
  return make(plan, { service: 'data', name: `data${replica}`, port, env: { ...env } })
}

const midiOf = (plan: Plan, replica: 1 | 2) => {
  const env = { OPENS: 'default', DATA_URL: url(portOf(plan, `midi${replica}-data`)) }
  const port = plan.ports.midi[replica - 1] ?? 0
  return make(plan, { service: 'midi', name: `midi${replica}`, port, env })
}

const nodeOf = (plan: Plan) => {
  const env = { MIDI_URL: url(portOf(plan, 'node-midi')), BYTES: join(plan.folder, 'bytes.jsonl') }
  return make(plan, { service: 'midi-node', name: 'node', port: plan.ports.node, env })
}

const ircOf = (plan: Plan) => {
  const { ports, secrets, options } = plan
  const env = {
    IRC_PORT: String(ports.irc),
    CHANNEL,
    KEY: secrets.key,
    BOT_PASS: secrets.botPass,
    MODERATORS: (options.moderators ?? []).join(','),
  }
  return make(plan, { service: 'irc', name: 'irc', port: ports.ws, env })
}

const chatOf = (plan: Plan) => {
  const { ports, secrets } = plan
  const env = {
    TWITCH_CHANNEL: CHANNEL,
    TWITCH_USERNAME: 'eightbitbot',
    IRC_URL: `ws://127.0.0.1:${portOf(plan, 'chat-irc')}`,
    IRC_PASSWORD: secrets.botPass,
    MIDI_URL: url(portOf(plan, 'chat-midi')),
  }
  return make(plan, { service: 'chat', name: 'chat', port: ports.chat, env })
}

const overlayOf = (plan: Plan) => {
  const env = { DATA_URL: url(portOf(plan, 'overlay-data')) }
  return make(plan, { service: 'overlay', name: 'overlay', port: plan.ports.overlay, env })
}

const childrenOf = (plan: Plan) => ({
  ...(plan.options.store === 'couch' && { store: storeOf(plan) }),
  data1: dataOf(plan, 1),
  data2: dataOf(plan, 2),
  midi1: midiOf(plan, 1),
  midi2: midiOf(plan, 2),
  node: nodeOf(plan),
  irc: ircOf(plan),
  chat: chatOf(plan),
  ...(plan.options.overlay && { overlay: overlayOf(plan) }),
})

/**
 * Makes keys and starts everything, what is called before what calls it. With SQLite the links to the store lead
 * nowhere. `files.log` is the shared SQLite file, `files.bytes` what the pedal received.
 */
export const openProcesses = async (options: Options = {}) => {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lounge-')))
  await mkdir(folder, { recursive: true })
  await makeKeys(join(folder, 'keys'))
  const drawn = await draw()
  const links = await openLinks(drawn)
  const children = childrenOf({ ...drawn, folder, links, options })
  const close = async () => {
    for (const child of Object.values(children)) await child.kill()
    for (const link of Object.values(links)) await link.close()
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
  }
  const started = Object.values(children).filter(({ name }) => !options.direct || !SECOND.includes(name))
  try {
    for (const child of started) await child.start()
  } catch (fault) {
    await close()
    throw fault
  }
  const files = { log: join(folder, 'data/log.sqlite'), bytes: join(folder, 'bytes.jsonl') }
  return { ...drawn, children, links, folder, files, close }
}

export type Processes = Awaited<ReturnType<typeof openProcesses>>
