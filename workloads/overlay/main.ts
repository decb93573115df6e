/** The overlay as a process of its own: `npm run service overlay`. */
import { z } from 'zod'
import { dataClient } from '../data/client.ts'
import { services } from '../graph.ts'
import { findDevice } from '../lounge/devices/index.ts'
import { Address, parseEnv, shellEnv } from '../service/env.ts'
import { serviceFetch } from '../service/fetch.ts'
import { readKeys } from '../service/key-files.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { runService } from '../service/run.ts'
import { openOverlay } from './overlay.ts'

const name = 'overlay'

const Env = z.object({
  ...shellEnv(services[name]),
  DATA_URL: Address.default(`http://127.0.0.1:${services.data.port}`),
  /** The pedal that is shown. */
  DEVICE: z.string().default('ventris'),
})

const build = async () => {
  const env = parseEnv(Env, process.env)
  const log = createLog({ service: name, level: env.LOG_LEVEL })
  const metrics = createMetrics(name)
  const { sign } = await readKeys(env.KEYS, name)
  const data = dataClient({ baseUrl: env.DATA_URL, fetch: serviceFetch({ audience: 'data', sign }) })
  const profile = findDevice(env.DEVICE)
  const overlay = openOverlay({ data, profile, log, metrics, clock: Date.now })
  return { env, log, metrics, overlay }
}

const { env, log, metrics, overlay } = await build().catch((error: Error) => {
  console.error(`${name} could not start: ${error.message}`)
  process.exit(1)
})
await runService({
  ...{ name, app: overlay.app, log, metrics, health: overlay.health },
  ...{ host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
  onStop: () => overlay.stop(),
})
