/** Runs chat alone: `npm run service chat`. */
import { z } from 'zod'
import { services } from '../graph.ts'
import { findDevices } from '../lounge/devices/index.ts'
import { midiClient } from '../midi/client.ts'
import { parseEnv, shellEnv } from '../service/env.ts'
import { serviceFetch } from '../service/fetch.ts'
import { readKeys } from '../service/key-files.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { runService } from '../service/run.ts'
import { chatApp } from './app.ts'
import { fixedToken } from './grant/token.ts'
import { midiLounge } from './midi-lounge.ts'
import { twitchTransport } from './twitch/channel.ts'
import { tmiTransport } from './twitch/tmi.ts'

const name = 'chat'

const Login = z
  .string()
  .regex(/^#?\w{1,25}$/, 'must be a Twitch login: letters, digits and _')
  .transform((login) => login.replace(/^#/, '').toLowerCase())

const Env = z.object({
  ...shellEnv(services.chat),
  /** Whose chat it joins. */
  TWITCH_CHANNEL: Login,
  /** Whom it speaks as; the channel's own account unless said otherwise. */
  TWITCH_USERNAME: Login.optional(),
  /** Where `npm run login` keeps grants. */
  GRANTS: z.string().default('.lounge'),
  TWITCH_CLIENT_SECRET: z.string().optional(),
  /** A stand-in for Twitch's identity service. */
  TWITCH_ID_URL: z.url().optional(),
  /** Another chat server than Twitch's, e.g. the console's. */
  IRC_URL: z.url({ protocol: /^wss?$/ }).optional(),
  /** Its password for the bot; then no grant is used. tmi.js sends it in lower case. */
  IRC_PASSWORD: z.string().optional(),
  /** The lounge's devices, the first is the one that is meant. */
  DEVICES: z.string().default('ventris'),
  MIDI_URL: z.url({ protocol: /^https?$/ }).default(`http://127.0.0.1:${services.midi.port}`),
})
type Env = z.infer<typeof Env>

const transportOf = (env: Env) => {
  const channel = env.TWITCH_CHANNEL
  const username = env.TWITCH_USERNAME ?? channel
  const url = env.IRC_URL
  if (url !== undefined && env.IRC_PASSWORD !== undefined) {
    const token = fixedToken(env.IRC_PASSWORD)
    return tmiTransport({ channel, username, token, url, platform: 'console' })
  }
  return twitchTransport({
    channel,
    username,
    url,
    folder: env.GRANTS,
    clientSecret: env.TWITCH_CLIENT_SECRET,
    idUrl: env.TWITCH_ID_URL,
  })
}

const build = async () => {
  const env = parseEnv(Env, process.env)
  const log = createLog({ service: name, level: env.LOG_LEVEL })
  const metrics = createMetrics(name)
  const { sign } = await readKeys(env.KEYS, name)
  const midi = midiClient({ baseUrl: env.MIDI_URL, fetch: serviceFetch({ audience: 'midi', sign }) })
  const profiles = findDevices(env.DEVICES)
  const chat = chatApp({
    transport: transportOf(env),
    lounge: midiLounge({ midi, log }),
    profiles,
    log,
    metrics,
  })
  return { env, log, metrics, ...chat }
}

const { env, log, metrics, health, app, close } = await build().catch((error: Error) => {
  console.error(`${name} could not start: ${error.message}`)
  process.exit(1)
})
await runService({
  ...{ name, app, log, metrics, health },
  ...{ host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
  onStop: close,
})
