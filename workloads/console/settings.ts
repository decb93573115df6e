/** What `npm start` may be told, and what it makes of it. */
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { couchStore } from '../data/couch.ts'
import { sqliteStore } from '../data/sqlite.ts'
import type { Twitch } from './rooms.ts'

const Port = z.coerce.number().int().min(0).max(65_535)

const Login = z
  .string()
  .regex(/^#?\w{1,25}$/, 'must be a Twitch login: letters, digits and _')
  .transform((login) => login.replace(/^#/, '').toLowerCase())

export const Env = z.object({
  /** The address to listen on; loopback unless it is said otherwise. */
  HOST: z.string().default('127.0.0.1'),
  /** Of the page. */
  PORT: Port.default(8080),
  /** Of the chat, for any IRC client. */
  IRC_PORT: Port.default(6667),
  /** Where everything that survives a restart is kept. */
  LOUNGE_DIR: z.string().default('.lounge'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
  /** CouchDB instead of the embedded store. */
  COUCHDB_URL: z.url({ protocol: /^https?$/ }).optional(),
  COUCHDB_USER: z.string().optional(),
  COUCHDB_PASSWORD: z.string().optional(),
  COUCHDB_DATABASE: z.string().optional(),
  /** A piece of the MIDI port's name, where the profile's own does not find it. */
  MIDI_PORT: z.string().optional(),
  /** 1–16 as people count; the profile's own where it is not set. */
  MIDI_CHANNEL: z.coerce.number().int().min(1).max(16).optional(),
  /** A Twitch channel to play, after `npm run login`. */
  TWITCH_CHANNEL: Login.optional(),
  /** Whom the bot speaks as there; the channel's own account unless said otherwise. */
  TWITCH_USERNAME: Login.optional(),
  /** Where `npm run login` keeps grants; LOUNGE_DIR unless said otherwise. */
  GRANTS: z.string().optional(),
  TWITCH_CLIENT_SECRET: z.string().optional(),
  /** Stand-ins for Twitch's identity service and chat server. */
  TWITCH_ID_URL: z.url().optional(),
  IRC_URL: z.url({ protocol: /^wss?$/ }).optional(),
})
export type Env = z.infer<typeof Env>

/** Undefined without a channel. */
export const twitchOf = (env: Env): Twitch | undefined => {
  const channel = env.TWITCH_CHANNEL
  if (channel === undefined) return undefined
  return {
    channel,
    username: env.TWITCH_USERNAME ?? channel,
    folder: env.GRANTS ?? env.LOUNGE_DIR,
    clientSecret: env.TWITCH_CLIENT_SECRET,
    idUrl: env.TWITCH_ID_URL,
    url: env.IRC_URL,
  }
}

/** Credentials may stand in the address, as they often do, or apart. */
const couchOf = (address: string, env: Env) => {
  const url = new URL(address)
  const user = env.COUCHDB_USER ?? decodeURIComponent(url.username)
  const password = env.COUCHDB_PASSWORD ?? decodeURIComponent(url.password)
  url.username = ''
  url.password = ''
  const access = { url: url.href.replace(/\/$/, ''), ...(user !== '' && { user, password }) }
  const database = env.COUCHDB_DATABASE
  return couchStore({ ...access, ...(database !== undefined && { database }) })
}

/** Throws one sentence when the store cannot be opened. */
export const storeOf = (env: Env) => {
  const address = env.COUCHDB_URL
  if (address !== undefined) {
    return { store: couchOf(address, env), storeUsing: { using: `CouchDB at ${new URL(address).host}` } }
  }
  const file = join(env.LOUNGE_DIR, 'lounge.db')
  const toUseReal = 'COUCHDB_URL=http://… keeps the log in CouchDB.'
  return { store: sqliteStore(file), storeUsing: { using: `SQLite in ${file}`, toUseReal } }
}

const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address)

const addresses = () =>
  Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one === undefined ? [] : [bracketed(one.address)]))

/** Every name that a page of ours may stand under when this is listened on. */
export const hostsOf = (host: string): readonly string[] => {
  const isAny = host === '0.0.0.0' || host === '::'
  return ['localhost', '127.0.0.1', '[::1]', ...(isAny ? [hostname(), ...addresses()] : [bracketed(host)])]
}
