/** midi as a process of its own: `npm run service midi`. */
import { z } from 'zod'
import { dataClient } from '../data/client.ts'
import { services } from '../graph.ts'
import { findDevices } from '../lounge/devices/index.ts'
import { Environment } from '../lounge/log.ts'
import { parseEnv, shellEnv } from '../service/env.ts'
import { serviceFetch } from '../service/fetch.ts'
import { createHealth } from '../service/health.ts'
import { readKeys } from '../service/key-files.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { runService } from '../service/run.ts'
import { midiApp } from './app.ts'
import { conduct, midiChecks } from './conduct.ts'
import { DATA_TIMEOUT_MS, dataLedger } from './data-ledger.ts'

const name = 'midi'

const Env = z.object({
  ...shellEnv(services[name]),
  /** This environment's name in the log. */
  ENVIRONMENT: Environment.default('home'),
  /** Whether it opens an empty log, and with what. Exactly one environment of a lounge does. */
  OPENS: z.enum(['default', 'empty', 'no']).default('no'),
  /** The lounge's devices, the first is the one that is meant. */
  DEVICES: z.string().default('ventris'),
  DATA_URL: z.url({ protocol: /^https?$/ }).default(`http://127.0.0.1:${services.data.port}`),
})

const build = async () => {
  const env = parseEnv(Env, process.env)
  const log = createLog({ service: name, level: env.LOG_LEVEL })
  const metrics = createMetrics(name)
  const { sign, authorise } = await readKeys(env.KEYS, name)
  const fetch = serviceFetch({ audience: 'data', sign, timeoutMs: DATA_TIMEOUT_MS })
  const ledger = dataLedger(dataClient({ baseUrl: env.DATA_URL, fetch }))
  const profiles = findDevices(env.DEVICES)
  const { ENVIRONMENT: environment, OPENS: opens } = env
  const conductor = conduct({ environment, opens, ledger, profiles, clock: Date.now, log, metrics })
  const health = createHealth({ metrics, checks: midiChecks(conductor) })
  const app = midiApp({ conductor, ledger, profiles, authorise, health, log, metrics })
  return { env, log, metrics, conductor, health, app }
}

const { env, log, metrics, conductor, health, app } = await build().catch((error: Error) => {
  console.error(`${name} could not start: ${error.message}`)
  process.exit(1)
})
const stopping = new AbortController()
const following = conductor.follow(stopping.signal)
await runService({
  ...{ name, app, log, metrics, health },
  ...{ host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
  onStop: () => {
    stopping.abort()
    return following
  },
})
