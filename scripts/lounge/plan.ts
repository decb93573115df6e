/** What a lounge of separate processes is to be: options, ports, secrets, and the cables between them. */
import { randomBytes } from 'node:crypto'
import { Link } from './link.ts'
import { freePorts } from './ports.ts'

export const CHANNEL = 'eightbitsaxlounge'

export type StoreKind = 'sqlite' | 'couch'

export type Options = {
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

const secret = () => randomBytes(12).toString('hex')
/** Ports and secrets, drawn once so that a process that starts again is found where it was. */
export const draw = async () => {
  const [data1 = 0, data2 = 0, midi1 = 0, midi2 = 0, ...rest] = await freePorts(10)
  const [store = 0, node = 0, ws = 0, irc = 0, chat = 0, overlay = 0] = rest
  return {
    ports: { store, data: [data1, data2], midi: [midi1, midi2], node, ws, irc, chat, overlay },
    secrets: { key: secret(), botPass: secret(), couch: secret(), admin: secret() },
  }
}

type Drawn = Awaited<ReturnType<typeof draw>>

/** Every hop between two services is a cable of its own; where there are replicas it goes to each in turn. */
export const openLinks = async ({ ports }: Drawn) => ({
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

export type Plan = Drawn & { folder: string; links: Links; options: Options }

/** Where the near end of a cable is, or, without cables, what it would lead to. */
export const portOf = ({ links, options, ports }: Plan, link: keyof Links): number => {
  if (!options.direct) return links[link].port
  const [service = ''] = link.split('-').slice(1)
  return { irc: ports.ws, midi: ports.midi[0], data: ports.data[0], store: ports.store }[service] ?? 0
}
