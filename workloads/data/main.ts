/** Runs data alone: `npm run service data`. */
import { join } from 'node:path'
import { z } from 'zod'
import { services } from '../graph.ts'
import { devices } from '../lounge/devices/index.ts'
import { parseEnv, shellEnv } from '../service/env.ts'
import { readKeys } from '../service/key-files.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { runService } from '../service/run.ts'
import { couchStore } from './couch/couch.ts'
import { openData } from './data.ts'
import { sqliteStore } from './sqlite/sqlite.ts'
import { secretOf, storeEnv } from './store-env.ts'

const Env = z.object({ ...shellEnv(services.data), ...storeEnv })
type Env = z.infer<typeof Env>

const openStore = async (env: Env) => {
  if (env.COUCHDB_URL === undefined) return sqliteStore(join(env.LOUNGE_DIR, 'log.sqlite'))
  return couchStore({
    url: env.COUCHDB_URL,
    database: env.COUCHDB_DATABASE,
    user: env.COUCHDB_USER,
    password: await secretOf(env.COUCHDB_PASSWORD, env.COUCHDB_PASSWORD_FILE),
  })
}

const main = async () => {
  const env = parseEnv(Env, process.env)
  const log = createLog({ service: 'data', level: env.LOG_LEVEL })
  const metrics = createMetrics('data')
  const { authorise } = await readKeys(env.KEYS, 'data')
  const store = await openStore(env)
  const data = openData({ store, profiles: devices, log, metrics, authorise })
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
