/**
 * `npm run level`: whether home's CouchDB and the other side's hold the same log. Exit code 0: they do, 1: they don't,
 * or one does not answer, 2: misuse.
 * `--home-has-all`: well as soon as home lacks nothing. `--within <seconds>`: asks again until it is so.
 */
import { z } from 'zod'
import { levelOf, type Sides } from '../../workloads/data/level/level.ts'
import { peerEnv, storeEnv } from '../../workloads/data/store-env.ts'
import { parseEnv } from '../../workloads/service/env.ts'
import { secretOf } from '../../workloads/service/secret.ts'
import { commandLine, whole } from '../command-line.ts'
import { untilWell } from '../until-well.ts'
import { answered, BEHIND } from './answer.ts'

const { COUCHDB_URL, LOUNGE_DIR: _, ...rest } = storeEnv
const { PEER_COUCHDB_URL, ...peer } = peerEnv
const Env = z.object({
  ...rest,
  ...peer,
  COUCHDB_URL: COUCHDB_URL.unwrap(),
  PEER_COUCHDB_URL: PEER_COUCHDB_URL.unwrap(),
})

const MISUSE = 2
const USE = 'npm run level [-- --home-has-all] [--within <seconds>]'

const sidesIn = async (env: z.infer<typeof Env>): Promise<Sides> => ({
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

const main = async () => {
  const { 'home-has-all': homeHasAll, within } = commandLine(USE, {
    'home-has-all': z.boolean().default(false),
    within: whole().default(0),
  })
  const sides = await sidesIn(parseEnv(Env, process.env))
  const { says, wrong } = await untilWell({
    ask: () => answered(() => levelOf(sides), homeHasAll),
    wrong: (answer) => answer.wrong,
    seconds: within,
    tell: ({ wrong }) => wrong !== BEHIND && console.log(`${wrong}; it is asked again`),
  })
  for (const sentence of says) console.log(sentence)
  process.exitCode = wrong === undefined ? 0 : 1
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = MISUSE
})
