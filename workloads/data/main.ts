/** Runs data alone: `npm run service data`. */
import { join } from 'node:path'
import { z } from 'zod'
import { services } from '../graph.ts'
import { devices } from '../lounge/devices/index.ts'
import { Environment } from '../lounge/log.ts'
import { parseEnv, shellEnv } from '../service/env.ts'
import { readKeys } from '../service/key-files.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { runService } from '../service/run.ts'
import { secretOf } from '../service/secret.ts'
import { couchStore } from './couch/couch.ts'
import { couchHoldings } from './couch/holdings.ts'
import { couchAt } from './couch/http.ts'
import { openData } from './data.ts'
import { sqliteStore } from './sqlite/sqlite.ts'
import { storeEnv } from './store-env.ts'

const Env = z.object({
  ...shellEnv(services.data),
  ...storeEnv,
  /** This environment's name in the log. */
  ENVIRONMENT: Environment.default('home'),
  /** The environment with which this log is replicated; how far they are apart is watched. */
  PEER: Environment.optional(),
})
type Env = z.infer<typeof Env>

const openFile = ({ PEER, LOUNGE_DIR }: Env) => {
  if (PEER !== undefined)
    throw new Error('PEER needs COUCHDB_URL: the embedded store does not replicate with another environment')
  return { store: sqliteStore(join(LOUNGE_DIR, 'log.sqlite')), level: undefined }
}

const openStore = async (env: Env) => {
  const { COUCHDB_URL: url, COUCHDB_DATABASE: database, COUCHDB_USER: user, ENVIRONMENT, PEER } = env
  if (url === undefined) return openFile(env)
  const password = await secretOf(env.COUCHDB_PASSWORD, env.COUCHDB_PASSWORD_FILE)
  const access = { url, user, password }
  const holdings = couchHoldings(couchAt(access), database)
  return {
    store: couchStore({ ...access, database }),
    level: PEER === undefined ? undefined : { holdings, environment: ENVIRONMENT, peer: PEER },
  }
}

const main = async () => {
  const env = parseEnv(Env, process.env)
  const log = createLog({ service: 'data', level: env.LOG_LEVEL })
  const metrics = createMetrics('data')
  const { authorise } = await readKeys(env.KEYS, 'data')
  const { store, level } = await openStore(env)
  const data = openData({ store, level, profiles: devices, log, metrics, authorise })
  await runService({
    ...{ name: 'data', app: data.app, log, metrics, health: data.health },
    ...{ host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
    onStop: async () => {
      await data.stop()
      await store.close()
    },
  })
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
