/** Prepares a CouchDB for data, once and with an administrator's secret: `node workloads/data/setup/main.ts`. */
import { z } from 'zod'
import { parseEnv } from '../../service/env.ts'
import { secretOf } from '../../service/secret.ts'
import type { CouchAccess } from '../couch/http.ts'
import { peerEnv, storeEnv } from '../store-env.ts'
import { replicate, stopReplicating } from './replication.ts'
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
  /** For the user `peer`, as whom another environment's replicator comes. */
  COUCHDB_PEER_PASSWORD: z.string().optional(),
  COUCHDB_PEER_PASSWORD_FILE: z.string().optional(),
  /** Where this CouchDB's own replicator finds it. */
  COUCHDB_OWN_URL: storeEnv.COUCHDB_URL.unwrap().default('http://127.0.0.1:5984'),
  ...peerEnv,
  /** `none` ends the replication. Without it all stays as it is: a new version of data must not end a show's. */
  PEER_COUCHDB_URL: z.literal('none').or(storeEnv.COUCHDB_URL.unwrap()).optional(),
})
type Env = z.infer<typeof Env>

type Both = { admin: CouchAccess; database: string; user: string; password: string }

/** Where a peer is named, both directions begin; where it is `none`, both end. */
const follow = async (env: Env, { user, password, ...ours }: Both) => {
  const { PEER_COUCHDB_URL: url, PEER_COUCHDB_USER: peer } = env
  if (url === undefined) return
  if (url === 'none') return stopReplicating(ours)
  const secret = await secretOf(env.PEER_COUCHDB_PASSWORD, env.PEER_COUCHDB_PASSWORD_FILE)
  if (secret === undefined)
    throw new Error('PEER_COUCHDB_URL needs PEER_COUCHDB_PASSWORD, or the same with _FILE')
  const here = { url: env.COUCHDB_OWN_URL, user, password }
  await replicate({ ...ours, here, there: { url, user: peer, password: secret } })
  console.log('The log is replicated both ways with the peer.')
}

const main = async () => {
  const env = parseEnv(Env, process.env)
  const adminPassword = await secretOf(env.COUCHDB_ADMIN_PASSWORD, env.COUCHDB_ADMIN_PASSWORD_FILE)
  const password = await secretOf(env.COUCHDB_PASSWORD, env.COUCHDB_PASSWORD_FILE)
  if (adminPassword === undefined || password === undefined)
    throw new Error('the setup needs COUCHDB_ADMIN_PASSWORD and COUCHDB_PASSWORD, or each with _FILE')
  const { COUCHDB_URL: url, COUCHDB_DATABASE: database, COUCHDB_USER: user } = env
  const peerPassword = await secretOf(env.COUCHDB_PEER_PASSWORD, env.COUCHDB_PEER_PASSWORD_FILE)
  const admin = { url, user: env.COUCHDB_ADMIN_USER, password: adminPassword }
  const peer = peerPassword === undefined ? undefined : { user: 'peer', password: peerPassword }
  await setUp({ admin, database, user, password, peer })
  console.log(`CouchDB is ready: the database ${database} belongs to the user ${user}.`)
  await follow(env, { admin, database, user, password })
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
