/** There and home again, by the commands that an operator types. */
import assert from 'node:assert/strict'
import { until } from '../cluster/talk.ts'
import { logOf, wrongKnobs } from '../tunnel-journey/pedal.ts'
import type { Rig } from './rig.ts'
import type { Press } from './typed.ts'

type Check = (rig: Rig) => Promise<string | undefined>

const SHOW = 1_000
/** So many lines are said at once. */
const AT_ONCE = 10
/** Seconds. */
const PATIENCE_S = 180
/** The tunnel is cut before the first and healed before the second of each. */
const CUTS = [
  [200, 300],
  [600, 700],
]

const isDone = (reply: string) => /Time set to/.test(reply)

/** One reply, and one only, whoever is live. */
const isAnswered = async ({ cloud }: Rig, line: string) => {
  const [reply = ''] = await cloud.ask(line)
  assert.ok(isDone(reply), `"${line}" was answered with "${reply}"`)
  return reply
}

const homeIsPlayed: Check = (rig) => isAnswered(rig, '!time 3')

const downBeforeUp: Check = async ({ replica }) => {
  const { code, said } = await replica(['down'])
  assert.equal(code, 0, said)
  assert.match(said, /Nothing of the stack .* stands/)
  return undefined
}

const secretsAreMade: Check = async ({ replica }) => {
  const { code, said } = await replica(['secrets'])
  assert.equal(code, 0, said)
  return undefined
}

const ctrlC = (at: RegExp): Press => ({ at, does: (terminal) => terminal.ctrlC() })

/** Stopped at a step, it says what is left, what that costs, and ends with 130; `status` works then too. */
const stopped = async ({ replica }: Rig, words: readonly string[], ...presses: readonly Press[]) => {
  const { code, said } = await replica(words, ...presses)
  assert.equal(code, 130, said)
  assert.match(said, /Not done: stopped by hand\nLeft to do, and the same command goes on with it:\n {2}- /)
  assert.match(said.split('\n').at(-1) ?? '', /things of the stack .* stand|Nothing of the stack/)
  const status = await replica(['status'])
  assert.equal(status.code, 0, status.said)
}

const upIsStopped: Check = async (rig) => {
  await stopped(rig, ['up'], ctrlC(/1\/7 /))
  await stopped(rig, ['up'], ctrlC(/^ +\+ .*Namespace/))
  return isAnswered(rig, '!time 4')
}

/** It says what to type, somebody types that, and it goes on by itself. */
const upWaits: Check = async (rig) => {
  await rig.openRoom()
  const waits = /Put the tunnel up, in another terminal: sudo/
  await stopped(rig, ['up'], ctrlC(waits))
  const types = { at: waits, does: rig.typesWhatItSays }
  await stopped(rig, ['up'], types, ctrlC(/^\d\/7 replicate/))
  return isAnswered(rig, '!time 5')
}

const upIsStoppedLater: Check = async (rig) => {
  for (const step of ['wait until both', 'make replica live'])
    await stopped(rig, ['up'], ctrlC(new RegExp(`^\\d/7 ${step}`)))
  return undefined
}

const upIsDone: Check = async (rig) => {
  const { code, said } = await rig.replica(['up'])
  assert.equal(code, 0, said)
  const isHeard = () =>
    isAnswered(rig, '!time 6').then(
      () => true,
      () => false,
    )
  await until('the replica’s bot answers', isHeard, PATIENCE_S)
  return said.split('\n').at(-1)
}

const upTwice: Check = async ({ replica }) => {
  const { code, said } = await replica(['up'])
  assert.equal(code, 0, said)
  assert.match(said, /nothing to do/)
  assert.match(said, /replica is live already/)
  return undefined
}

/** A line of the show. No two that follow each other want the same. */
const lines = (from: number) => Array.from({ length: AT_ONCE }, (_, index) => `!time ${(from + index) % 11}`)

/** With the tunnel cut, `status` says where. */
const cutAndHealed = async ({ replica, cut, heal }: Rig, said: number) => {
  if (CUTS.some(([from]) => from === said)) cut()
  if (!CUTS.some(([, until]) => until === said)) return
  const { said: status } = await replica(['status'])
  assert.match(status, /wrong at the way: .*\n.*not well/)
  heal()
}

/** A busy machine may leave a line unsure or tell it to come again: then another is said in its place. */
const showGoesOn: Check = async (rig) => {
  const logged = async () => (await logOf(rig.files.couch)).flatMap(({ changes }) => changes).length
  const before = await logged()
  let [done, said] = [0, 0]
  for (; done < SHOW; said += AT_ONCE) {
    assert.ok(said < 2 * SHOW, `of ${said} lines ${done} were answered as done`)
    await cutAndHealed(rig, said)
    done += (await rig.cloud.ask(...lines(said))).filter(isDone).length
  }
  await until('home holds the show', async () => (await logged()) >= before + done, PATIENCE_S)
  assert.ok((await logged()) <= before + said)
  return `of ${said} lines ${done} were answered as done; home's log grew by ${(await logged()) - before} changes`
}

const plainDestroyIsRefused: Check = async ({ pulumi }) => {
  const { code, said } = await pulumi(['destroy', '--yes'])
  assert.notEqual(code, 0)
  assert.match(said, /protect/)
  return undefined
}

const REFUSED = /Nothing is destroyed, because home may lack what this replica holds: (?<why>.*)/s

/** Home does not copy any more, the show goes on, and somebody has lifted the protection. */
const guardRefuses: Check = async (rig) => {
  await rig.endReplication()
  await isAnswered(rig, '!time 7')
  await rig.pulumi(['state', 'unprotect', '--all', '--yes'])
  for (const [destroy, reason] of [
    [rig.pulumi, /PEER_COUCHDB_URL/],
    [rig.pulumiKnowing, /lacks 1 commit/],
  ] as const) {
    const { code, said } = await destroy(['destroy', '--yes'])
    assert.notEqual(code, 0)
    assert.match(REFUSED.exec(said)?.groups?.why ?? said, reason)
  }
  await isAnswered(rig, '!time 8')
  return undefined
}

const downIsStopped: Check = async (rig) => {
  for (const step of [/^1\/\d make prod live/, /^2\/\d compare/, /^ +- Deployment/, /^4\/\d end replication/])
    await stopped(rig, ['down'], ctrlC(step))
  return isAnswered(rig, '!time 9')
}

const downIsDone: Check = async ({ replica }) => {
  for (const _ of ['once', 'twice']) {
    const { code, said } = await replica(['down'])
    assert.equal(code, 0, said)
    assert.match(said, /Nothing of the stack .* stands/)
  }
  return undefined
}

const nothingIsLeft: Check = async ({ leftIn, jobs }) => {
  await until('the cluster is empty', async () => (await leftIn()).length === 0, PATIENCE_S)
  assert.deepEqual(await jobs(), [])
  return undefined
}

const nothingIsLost: Check = async ({ files, two }) => {
  const pedal = async () => wrongKnobs(await logOf(files.couch), files.bytes)
  await until('the pedal is as desired', async () => (await pedal()).length === 0)
  const ids = (await logOf(files.couch)).flatMap(({ changes }) => changes.map(({ id }) => id))
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(two.seen.two, 0)
  return `${ids.length} changes; looked ${two.seen.looks} times who is live, two never were`
}

export const checks: readonly (readonly [string, Check])[] = [
  ['a viewer is answered by home', homeIsPlayed],
  ['down before any up has nothing to do', downBeforeUp],
  ['the Secrets are made', secretsAreMade],
  ['up, stopped before and while it stands things up, says what is left', upIsStopped],
  ['up waits for the tunnel, says what to type, and goes on when that is typed', upWaits],
  ['up is stopped at every later step', upIsStoppedLater],
  ['up, typed again, makes the replica live', upIsDone],
  ['up a second time has nothing to do', upTwice],
  [`${SHOW} changes are played while the tunnel is cut and healed`, showGoesOn],
  ['plain destroy is refused, because the data is protected', plainDestroyIsRefused],
  ['unprotected, the guard refuses: once it cannot ask, once home lacks a change', guardRefuses],
  ['up makes it whole again', upIsDone],
  ['down is stopped at every step', downIsStopped],
  ['down, typed again, takes it home, and once more has nothing to do', downIsDone],
  ['nothing is left in the cluster, and home copies nothing any more', nothingIsLeft],
  ['nothing is lost, and the pedal is as desired', nothingIsLost],
]
