/** An `up` that does not come to its end is gone on with by the next. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { changed, failure } from './asks.ts'
import { overwrite, remove } from './inventory.ts'
import { type Check, HOURS } from './rig.ts'
import type { Trial } from './trial.ts'

/** Somebody else's parameter has the name of ours: what needs it is not made, the rest is. */
export const halfWayGoesOn: Check = async ({ trial, account }) => {
  const hours = HOURS(trial.stack.name)
  await overwrite(account, hours, '1')
  const said = await failure(trial.stack.up(trial.told))
  const half = await trial.stack.standing()
  await remove(account, hours)
  const { create = 0 } = await changed(trial)
  assert.match(said, /hours/)
  assert.ok(half > 0 && create > 0, `${half} stood and ${create} were left`)
  return `${half} stood, ${create} were left`
}

/** Does it once, when a line is said that matches. */
const upUntil = (trial: Trial, when: RegExp, does: () => void) => {
  const stop = new AbortController()
  let isDone = false
  const say = (line: string) => {
    trial.lines.push(line)
    if (isDone || !when.test(line)) return
    isDone = true
    does()
  }
  return { say, signal: stop.signal, stop }
}

/** The engine, and what it has started: nobody else ends that. */
const ourDescendants = () => {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n')
  const all = rows.map((row) => row.trim().split(/\s+/)).filter(([, , command]) => command !== 'ps')
  const below = (parent: string): string[] =>
    all.flatMap(([pid = '', its]) => (its === parent ? [pid, ...below(pid)] : []))
  return below(`${process.pid}`)
}

/** By then all in AWS stands, so that nothing is being made there of which nobody would know. */
const IN_THE_LOUNGE = /^ *\+ ConfigMap /

/** Nobody tells it: no state is written, no lock is given back. */
export const killedGoesOn: Check = async ({ trial }) => {
  // Some may be gone by then.
  const kill = () => void spawnSync('kill', ['-KILL', ...ourDescendants()])
  await failure(trial.stack.up(upUntil(trial, IN_THE_LOUNGE, kill)))
  const half = await trial.stack.standing()
  const said = await failure(trial.stack.up(trial.told))
  await trial.raw.cancel()
  const { create = 0 } = await changed(trial)
  assert.match(said, /pulumi cancel/)
  assert.ok(half > 0 && create > 0, `${half} stood and ${create} were left`)
  return `${half} stood, ${create} were left`
}

/** The first that stands. */
const ANY = /^ *\+ \S+ \S*\//

export const interruptedGoesOn: Check = async ({ trial }) => {
  const until = upUntil(trial, ANY, () => until.stop.abort())
  await failure(trial.stack.up(until))
  const half = await trial.stack.standing()
  await trial.stack.up(trial.told)
  const whole = await trial.stack.standing()
  // What was under way when it was told is finished first; how much that is, is the machine's business.
  assert.ok(half > 0 && half <= whole, `${half} of ${whole} stood when it was stopped`)
  return `stopped at ${half} of ${whole}`
}
