/**
 * `npm run level`: whether home's CouchDB and the other side's hold the same log. Exit code 0: they do, 1: they don't.
 * `--home-has-all`: well as soon as home lacks nothing. `--within <seconds>`: asks again until it is so.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { levelOf, type Sides } from '../../workloads/data/level/level.ts'
import { peerEnv, secretOf, storeEnv } from '../../workloads/data/store-env.ts'
import { parseEnv } from '../../workloads/service/env.ts'

const { COUCHDB_URL, LOUNGE_DIR: _, ...rest } = storeEnv
const { PEER_COUCHDB_URL, ...peer } = peerEnv
const Env = z.object({
  ...rest,
  ...peer,
  COUCHDB_URL: COUCHDB_URL.unwrap(),
  PEER_COUCHDB_URL: PEER_COUCHDB_URL.unwrap(),
})

const MISUSE = 2
const AGAIN_MS = 1_000
const LONGEST_S = 3600
const USE = 'npm run level [-- --home-has-all] [--within <seconds>]'

const given = () => {
  const { values } = parseArgs({
    options: {
      'home-has-all': { type: 'boolean', default: false },
      within: { type: 'string', default: '0' },
    },
  })
  const seconds = Number(values.within)
  if (!(seconds >= 0 && seconds <= LONGEST_S))
    throw new Error(`--within must be seconds from 0 to ${LONGEST_S}, not "${values.within}": ${USE}`)
  return { homeHasAll: values['home-has-all'], seconds }
}

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
  const { homeHasAll, seconds } = given()
  const sides = await sidesIn(parseEnv(Env, process.env))
  const end = Date.now() + seconds * 1000
  const ask = async () => {
    const level = await levelOf(sides)
    return { ...level, isWell: homeHasAll ? level.homeLacks.length === 0 : level.isLevel }
  }
  let level = await ask()
  for (; !level.isWell && Date.now() < end; level = await ask()) await pause(AGAIN_MS)
  for (const sentence of level.says) console.log(sentence)
  process.exitCode = level.isWell ? 0 : 1
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = MISUSE
})
