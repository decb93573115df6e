/** Every service as a process, with what it is told of the others. */
import { join } from 'node:path'
import { Child } from './child.ts'
import { CHANNEL, type Plan, portOf, type Service } from './plan.ts'
import { isListening, isReady } from './ports.ts'

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

const url = (port: number) => `http://127.0.0.1:${port}`

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

/** By their names. */
export const childrenOf = (plan: Plan) => ({
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
