/** What an operator's commands say, done wrong in every way that a secret could come to light by. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKeys } from '../../workloads/service/key-files.ts'
import { toldIn } from './planted.ts'

const MARK = 'qzplantedw0rdxk7391vjh'
const NOBODY = 'http://127.0.0.1:1'
const HELD = `http://admin:${MARK}@127.0.0.1:1`
const BROKEN = `http//admin:${MARK}@127.0.0.1`

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lounge-planted-'))
  await makeKeys(join(folder, 'keys'))
  mkdirSync(join(folder, 'spoilt'))
  for (const name of ['console.jwk.json', 'midi.jwk.json'])
    writeFileSync(join(folder, 'spoilt', name), `{"kty":"OKP","d":"${MARK}" broken`)
  mkdirSync(join(folder, 'tunnel'))
  writeFileSync(join(folder, 'tunnel/home.key'), MARK)
  writeFileSync(join(folder, 'tunnel/peer.json'), `{"publicKey": ${MARK}`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Everything it says until it ends. */
const run = async (entry: string, env: Record<string, string>, args: string[]) => {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, '../..', entry), ...args], {
    env: { PATH, LOUNGE_DIR: folder, GRANTS: folder, KEYS: join(folder, 'keys'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return (await Promise.all([text(child.stdout), text(child.stderr)])).join('')
}

const spoilt = () => ({ KEYS: join(folder, 'spoilt') })
const couch = { COUCHDB_USER: 'admin', COUCHDB_PASSWORD: MARK, PEER_COUCHDB_PASSWORD: MARK }
const level = 'scripts/level/main.ts'
const tunnel = 'scripts/tunnel/main.ts'
const away = { ...couch, COUCHDB_URL: NOBODY, PEER_COUCHDB_URL: 'http://127.0.0.1:2' }

type Said = { entry: string; env?: () => Record<string, string>; args?: string[]; says: RegExp }

test.concurrent.each<[string, Said]>([
  [
    'doctor of a store',
    { entry: 'scripts/doctor.ts', env: () => ({ COUCHDB_URL: HELD }), says: /not answer/ },
  ],
  [
    'doctor of no store',
    { entry: 'scripts/doctor.ts', env: () => ({ COUCHDB_URL: BROKEN }), says: /must be/ },
  ],
  ['keys', { entry: 'scripts/keys.ts', env: spoilt, says: /delete it and run npm run keys/ }],
  ['level', { entry: level, env: () => away, says: /cannot be compared/ }],
  [
    'live',
    { entry: 'scripts/live/main.ts', env: () => ({ LOUNGE_AT: `home=${HELD}` }), says: /holds a pass/ },
  ],
  ['tunnel keys', { entry: tunnel, args: ['keys'], says: /holds no WireGuard key/ }],
  ['tunnel peer', { entry: tunnel, args: ['peer'], says: /is not what the stack says/ }],
  ['data', { entry: 'workloads/data/main.ts', env: () => ({ COUCHDB_URL: HELD }), says: /hold credentials/ }],
])('%s: a sentence, and not a piece of a secret', async (_, { entry, env = () => ({}), args = [], says }) => {
  const said = await run(entry, env(), args)

  expect(said).toMatch(says)
  expect(said).not.toMatch(/\n\s+at /)
  expect(toldIn(said, [MARK])).toEqual([])
})
