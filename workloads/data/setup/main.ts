/** Prepares a CouchDB for data, once and with an administrator's secret: `node workloads/data/setup/main.ts`. */
import { z } from 'zod'
import { parseEnv } from '../../service/env.ts'
import { secretOf, storeEnv } from '../store-env.ts'
import { setUp } from './setup.ts'

const Env = z.object({
  COUCHDB_URL: storeEnv.COUCHDB_URL.unwrap(),
  COUCHDB_DATABASE: storeEnv.COUCHDB_DATABASE,
  /** Whom data shall be. */
  COUCHDB_USER: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .default('data'),
  COUCHDB_PASSWORD: storeEnv.COUCHDB_PASSWORD,
  COUCHDB_PASSWORD_FILE: storeEnv.COUCHDB_PASSWORD_FILE,
  COUCHDB_ADMIN_USER: z.string().default('admin'),
  COUCHDB_ADMIN_PASSWORD: z.string().optional(),
  COUCHDB_ADMIN_PASSWORD_FILE: z.string().optional(),
})

const main = async () => {
  const env = parseEnv(Env, process.env)
  const adminPassword = await secretOf(env.COUCHDB_ADMIN_PASSWORD, env.COUCHDB_ADMIN_PASSWORD_FILE)
  const password = await secretOf(env.COUCHDB_PASSWORD, env.COUCHDB_PASSWORD_FILE)
  if (adminPassword === undefined || password === undefined)
    throw new Error('the setup needs COUCHDB_ADMIN_PASSWORD and COUCHDB_PASSWORD, or each with _FILE')
  const { COUCHDB_URL: url, COUCHDB_DATABASE: database, COUCHDB_USER: user } = env
  await setUp({
    admin: { url, user: env.COUCHDB_ADMIN_USER, password: adminPassword },
    database,
    user,
    password,
  })
  console.log(`CouchDB is ready: the database ${database} belongs to the user ${user}.`)
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
