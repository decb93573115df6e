/** Runs chat alone: `npm run service chat`. */
import { z } from 'zod'
import { services } from '../graph.ts'
import { findDevices } from '../lounge/devices/index.ts'
import { midiClient } from '../midi/client.ts'
import { Address, parseEnv, shellEnv } from '../service/env.ts'
import { serviceFetch } from '../service/fetch.ts'
import { readKeys } from '../service/key-files.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { runService } from '../service/run.ts'
import { chatApp } from './app.ts'
import { fixedToken } from './grant/token.ts'
import { midiLounge } from './midi-lounge.ts'
import { twitchTransport } from './twitch/channel.ts'
import { twitchEnv, twitchOptions } from './twitch/settings.ts'
import { tmiTransport } from './twitch/tmi.ts'

const name = 'chat'

const Env = z.object({
  ...shellEnv(services.chat),
  ...twitchEnv,
  /** The bot's password on the chat server of IRC_URL; then no grant is used. tmi.js sends it in lower case. */
  IRC_PASSWORD: z.string().optional(),
  /** The lounge's devices, the first is the one that is meant. */
  DEVICES: z.string().default('ventris'),
  MIDI_URL: Address.default(`http://127.0.0.1:${services.midi.port}`),
})
type Env = z.infer<typeof Env>

const transportOf = (env: Env) => {
  const twitch = twitchOptions(env)
  const { channel, username, url } = twitch
  if (url === undefined || env.IRC_PASSWORD === undefined) return twitchTransport(twitch)
  const token = fixedToken(env.IRC_PASSWORD)
  return tmiTransport({ channel, username, token, url, platform: 'console' })
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
