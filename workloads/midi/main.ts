/** midi as a process of its own: `npm run service midi`. */
import { z } from 'zod'
import { dataClient } from '../data/client.ts'
import { services } from '../graph.ts'
import { findDevices } from '../lounge/devices/index.ts'
import { Environment } from '../lounge/log.ts'
import { Address, parseEnv, shellEnv } from '../service/env.ts'
import { serviceFetch } from '../service/fetch.ts'
import { readKeys } from '../service/key-files.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { runService } from '../service/run.ts'
import { DATA_TIMEOUT_MS } from './data-ledger.ts'
import { openMidi } from './midi.ts'

const name = 'midi'

const Env = z.object({
  ...shellEnv(services[name]),
  /** This environment's name in the log. */
  ENVIRONMENT: Environment.default('home'),
  /** Whether it opens an empty log, and with what. Exactly one environment of a lounge does. */
  OPENS: z.enum(['default', 'empty', 'no']).default('no'),
  /** The lounge's devices, the first is the one that is meant. */
  DEVICES: z.string().default('ventris'),
  DATA_URL: Address.default(`http://127.0.0.1:${services.data.port}`),
})

const build = async () => {
  const env = parseEnv(Env, process.env)
  const log = createLog({ service: name, level: env.LOG_LEVEL })
  const metrics = createMetrics(name)
  const { sign, authorise } = await readKeys(env.KEYS, name)
  const fetch = serviceFetch({ audience: 'data', sign, timeoutMs: DATA_TIMEOUT_MS })
  const data = dataClient({ baseUrl: env.DATA_URL, fetch })
  const profiles = findDevices(env.DEVICES)
  const place = { environment: env.ENVIRONMENT, opens: env.OPENS }
  const midi = openMidi({ ...place, data, profiles, clock: Date.now, log, metrics, authorise })
  return { env, log, metrics, midi }
}

const { env, log, metrics, midi } = await build().catch((error: Error) => {
  console.error(`${name} could not start: ${error.message}`)
  process.exit(1)
})
await runService({
  ...{ name, app: midi.app, log, metrics, health: midi.health },
  ...{ host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
  onStop: () => midi.stop(),
})
