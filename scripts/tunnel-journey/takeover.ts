/** `npm run test:takeover`: home stops dead with changes that nobody else has, the replica takes the pedal, home wakes up. */
import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { midiClient } from '../../workloads/midi/client.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import { couchOf, midiOf, openEnvironments, type Place } from './environments.ts'
import { logOf, wrongKnobs } from './pedal.ts'
import { until } from './until.ts'

const home: Place = { name: 'home', host: '127.0.0.1', via: [] }
/** Another address of this machine; `env` alone changes nothing of what it runs. */
const replica: Place = { name: 'replica', host: '127.0.0.2', via: ['env'] }
const scripts = join(import.meta.dirname, '..')

type Environments = Awaited<ReturnType<typeof openEnvironments>>
type Ran = { code: number; said: string }

/** A command as its user types it. */
const commandsOf = ({ keys, setup }: Environments) => {
  const env = {
    ...{ ...process.env, ...setup, KEYS: keys, PEER_COUCHDB_URL: couchOf(replica).url },
    ...{ PEER_COUCHDB_USER: 'data', LOUNGE_AT: `home=${midiOf(home)},replica=${midiOf(replica)}` },
  }
  const run = (file: string, ...args: string[]): Promise<Ran> =>
    promisify(execFile)(process.execPath, [join(scripts, file), ...args], { env }).then(
      ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
      (fault) => ({ code: fault.code, said: fault.stdout + fault.stderr }),
    )
  const main = join(scripts, '../workloads/data/setup/main.ts')
  return {
    live: (...args: string[]) => run('live/main.ts', ...args),
    level: () => run('level/main.ts'),
    replicate: (peer: string) =>
      execFileSync(process.execPath, [main], { env: { ...env, PEER_COUCHDB_URL: peer } }),
    play: (place: Place, from: number, count: number) =>
      promisify(execFile)(process.execPath, [
        ...[join(import.meta.dirname, 'player.ts'), midiOf(place), keys, String(count), `${from}`],
      ]),
  }
}

/** What home's midi answers to whoever still asks it. */
const askHome = async (keys: string) => {
  const { sign } = await readKeys(keys, 'console')
  const { v1 } = midiClient({ baseUrl: midiOf(home), fetch: serviceFetch({ audience: 'midi', sign }) })
  const intent = { kind: 'set', control: 'time', to: { as: 'value', value: 99 } } as const
  const response = await v1.changes.$post({ json: { intent }, header: { 'idempotency-key': 'too-late' } })
  return { status: response.status, says: await response.text() }
}

const sentTo = (bytes: string) => readFileSync(bytes, 'utf8').trim().split('\n').length
const pedalIsAs = async (place: Place, bytes: string) =>
  wrongKnobs(await logOf(couchOf(place)), bytes).length === 0

const takeOver = async (environments: Environments) => {
  const { children, bytes } = environments
  const { live, level, replicate, play } = commandsOf(environments)
  const atHome = children.filter(({ name }) => name.endsWith(' of home'))
  await until('home is live', async () => (await live()).said.includes('home: live'))
  replicate(couchOf(replica).url)
  await play(home, 0, 20)
  await until('level', async () => (await level()).code === 0)
  replicate('none')
  await play(home, 20, 5)
  for (const child of atHome) child.stop()
  const forced = await live('replica', '--force', '--reason', 'home does not answer')
  assert.equal(forced.code, 0, forced.said)
  console.log(forced.said.trim())
  await play(replica, 40, 10)
  await until('the pedal is as the replica desires', () => pedalIsAs(replica, bytes))
  return { ...environments, atHome, live, level, replicate, sent: sentTo(bytes) }
}

const wakeUp = async (after: Awaited<ReturnType<typeof takeOver>>) => {
  const { atHome, live, level, replicate, bytes, keys, sent } = after
  for (const child of atHome) child.cont()
  await until('home stands by', async () => /home: standby, replica is live/.test((await live()).said))
  const { status, says } = await askHome(keys)
  assert.equal(status, 409, says)
  assert.match(says, /replica/)
  const apart = await level()
  assert.equal(apart.code, 1, apart.said)
  console.log(apart.said.trim())
  replicate(couchOf(replica).url)
  await until('level again', async () => (await level()).code === 0)
  const { code, said } = await live()
  assert.equal(code, 0, said)
  assert.match(said, /stranded by a forced takeover, kept and never desired: 5 changes/)
  console.log(said.trim())
  assert.equal(sentTo(bytes), sent, 'something was sent after home woke up')
  assert.ok(await pedalIsAs(home, bytes), 'the pedal is not as desired')
}

const environments = await openEnvironments(home, replica)
const isWell = await takeOver(environments)
  .then(wakeUp)
  .then(
    () => true,
    (fault: Error) => console.log(fault.message),
  )
await environments.close()
console.log(isWell ? 'the takeover kept every promise' : `its logs are in ${environments.folder}`)
process.exit(isWell ? 0 : 1)
