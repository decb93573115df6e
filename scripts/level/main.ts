/** `npm run level`: whether home's CouchDB and the other side's hold the same log. Exit code 0: they do, 1: they don't. */
import { z } from 'zod'
import { levelOf } from '../../workloads/data/level/level.ts'
import { peerEnv, storeEnv } from '../../workloads/data/store-env.ts'
import { parseEnv } from '../../workloads/service/env.ts'
import { secretOf } from '../../workloads/service/secret.ts'

const { COUCHDB_URL, LOUNGE_DIR: _, ...rest } = storeEnv
const { PEER_COUCHDB_URL, ...peer } = peerEnv
const Env = z.object({
  ...rest,
  ...peer,
  COUCHDB_URL: COUCHDB_URL.unwrap(),
  PEER_COUCHDB_URL: PEER_COUCHDB_URL.unwrap(),
})

const MISUSE = 2

const main = async () => {
  const env = parseEnv(Env, process.env)
  const { isLevel, says } = await levelOf({
    home: {
      url: env.COUCHDB_URL,
      user: env.COUCHDB_USER,
      password: await secretOf(env.COUCHDB_PASSWORD, env.COUCHDB_PASSWORD_FILE),
    },
    away: {
      url: env.PEER_COUCHDB_URL,
      user: env.PEER_COUCHDB_USER,
      password: await secretOf(env.PEER_COUCHDB_PASSWORD, env.PEER_COUCHDB_PASSWORD_FILE),
    },
    database: env.COUCHDB_DATABASE,
  })
  for (const sentence of says) console.log(sentence)
  process.exitCode = isLevel ? 0 : 1
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = MISUSE
})
