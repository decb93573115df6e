/** What `npm start` may be told, and what it makes of it. */
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { TwitchOptions } from '../chat/twitch/channel.ts'
import { twitchEnv, twitchOptions } from '../chat/twitch/settings.ts'
import { couchStore } from '../data/couch/couch.ts'
import { sqliteStore } from '../data/sqlite/sqlite.ts'
import { storeEnv } from '../data/store-env.ts'
import { LogLevel, Port } from '../service/env.ts'
import { secretOf } from '../service/secret.ts'

export const Env = z.object({
  /** The address to listen on; loopback unless it is said otherwise. */
  HOST: z.string().default('127.0.0.1'),
  /** Of the page. */
  PORT: Port.default(8080),
  /** Of the chat, for any IRC client. */
  IRC_PORT: Port.default(6667),
  /** `LOUNGE_DIR` keeps everything that survives a restart; `COUCHDB_URL` is used instead of its file. */
  ...storeEnv,
  LOG_LEVEL: LogLevel.default('error'),
  /** The pedal that is played. */
  DEVICE: z.string().default('ventris'),
  /** A piece of the MIDI port's name, where the profile's own does not find it. */
  MIDI_PORT: z.string().optional(),
  /** 1–16 as people count; the profile's own where it is not set. */
  MIDI_CHANNEL: z.coerce.number().int().min(1).max(16).optional(),
  ...twitchEnv,
  /** A Twitch channel to play, after `npm run login`. */
  TWITCH_CHANNEL: twitchEnv.TWITCH_CHANNEL.optional(),
  /** LOUNGE_DIR unless said otherwise. */
  GRANTS: z.string().optional(),
})
export type Env = z.infer<typeof Env>

/** Undefined without a channel. */
export const twitchOf = (env: Env): TwitchOptions | undefined => {
  const { TWITCH_CHANNEL, GRANTS = env.LOUNGE_DIR } = env
  return TWITCH_CHANNEL === undefined ? undefined : twitchOptions({ ...env, TWITCH_CHANNEL, GRANTS })
}

/** Credentials may stand in the address, as they often do, or apart. */
const couchOf = async (address: string, env: Env) => {
  const url = new URL(address)
  const { username, password } = url
  url.username = ''
  url.password = ''
  const given = await secretOf(env.COUCHDB_PASSWORD, env.COUCHDB_PASSWORD_FILE)
  return couchStore({
    url: url.href.replace(/\/$/, ''),
    database: env.COUCHDB_DATABASE,
    user: env.COUCHDB_USER ?? (username === '' ? undefined : decodeURIComponent(username)),
    password: given ?? decodeURIComponent(password),
  })
}

/** Throws one sentence when the store cannot be opened. */
export const storeOf = async (env: Env) => {
  const address = env.COUCHDB_URL
  if (address !== undefined) {
    return {
      store: await couchOf(address, env),
      storeUsing: { using: `CouchDB at ${new URL(address).host}` },
    }
  }
  const file = join(env.LOUNGE_DIR, 'log.sqlite')
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
