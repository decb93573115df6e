/** obs as a process of its own, beside OBS: `npm run service obs`. */
import { z } from 'zod'
import { dataClient } from '../data/client.ts'
import { services } from '../graph.ts'
import { findDevice } from '../lounge/devices/index.ts'
import { midiClient } from '../midi/client.ts'
import { Address, Addresses, parseEnv, shellEnv } from '../service/env.ts'
import { serviceFetch } from '../service/fetch.ts'
import { readKeys } from '../service/key-files.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { runService } from '../service/run.ts'
import { openObs } from './obs.ts'
import { mapOf, obsEnv, passwordOf } from './obs-env.ts'
import { connectObs } from './obs-websocket.ts'

const name = 'obs'

const Env = z.object({
  ...shellEnv(services[name]),
  ...obsEnv,
  DATA_URL: Address.default(`http://127.0.0.1:${services.data.port}`),
  /** Where midi listens; several, with commas between, where several environments share this pedal. */
  MIDI_URL: Addresses.prefault(`http://127.0.0.1:${services.midi.port}`),
})

const build = async () => {
  const env = parseEnv(Env, process.env)
  const log = createLog({ service: name, level: env.LOG_LEVEL })
  const metrics = createMetrics(name)
  const { sign } = await readKeys(env.KEYS, name)
  const profile = findDevice(env.DEVICE)
  const password = await passwordOf(env)
  const map = await mapOf(env.OBS_MAP, profile)
  const toMidi = serviceFetch({ audience: 'midi', sign })
  const obs = openObs({
    data: dataClient({ baseUrl: env.DATA_URL, fetch: serviceFetch({ audience: 'data', sign }) }),
    midis: env.MIDI_URL.map((baseUrl) => midiClient({ baseUrl, fetch: toMidi })),
    connect: () => connectObs(env.OBS_URL, password),
    ...{ map, profile, log, metrics, clock: Date.now },
  })
  return { env, log, metrics, obs }
}

const { env, log, metrics, obs } = await build().catch((error: Error) => {
  console.error(`${name} could not start: ${error.message}`)
  process.exit(1)
})
await runService({
  ...{ name, app: obs.app, log, metrics, health: obs.health },
  ...{ host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
  onStop: () => obs.stop(),
})
