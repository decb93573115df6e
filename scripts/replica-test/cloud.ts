/** What must be true of the shapes in AWS, asked of an API that stands in for it. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eks, k3s, PLANTED } from '../../infra/testing/shapes.ts'
import { changed, failure } from './asks.ts'
import { driftIsSeen } from './drift.ts'
import { halfWayGoesOn, interruptedGoesOn, killedGoesOn } from './interrupted.ts'
import { inventory } from './inventory.ts'
import type { Report } from './report.ts'
import type { Check, Rig } from './rig.ts'
import { settingsDo } from './settings.ts'
import { trial } from './trial.ts'

const NAME = 'lounge-trial-k3s'

const wrongKey: Check = async ({ trial, before, there }) => {
  await trial.set('regoin', 'us-east-1')
  const said = await failure(trial.stack.up(trial.told))
  await trial.unset('regoin')
  assert.match([said, ...trial.lines].join('\n'), /regoin/)
  assert.deepEqual(await there(), before)
  return undefined
}

const previewMakesNothing: Check = async ({ trial, before, there }) => {
  const { create = 0 } = await changed(trial)
  assert.ok(create > 50, `only ${create} are to be made`)
  assert.deepEqual(await there(), before)
  return `${create} to make`
}

const nothingTwice: Check = async ({ trial, before, there }) => {
  assert.deepEqual(await changed(trial), {})
  const now = await there()
  const machines = now.filter((id) => id.startsWith('i-') && !before.includes(id))
  const volumes = now.filter((id) => id.startsWith('vol-') && !before.includes(id))
  return `${machines.length} machines, ${volumes.length} volumes`
}

const changesInPlace: Check = async ({ trial, there }) => {
  const before = await there()
  await trial.set('hours', '5')
  const changes = await changed(trial)
  await trial.stack.up(trial.told)
  assert.deepEqual(changes, { update: 1 })
  assert.deepEqual(await there(), before)
  return undefined
}

const volumeStays: Check = async ({ trial, there }) => {
  const before = await there()
  await trial.set('region', 'eu-west-1')
  // As `npm run replica -- up` does first.
  const said = await failure(trial.stack.preview(trial.told))
  await trial.set('region', 'us-east-1')
  assert.match([said, ...trial.lines].join('\n'), /protect/)
  assert.deepEqual(await there(), before)
  return undefined
}

const plainDestroyIsRefused: Check = async ({ trial, there }) => {
  const before = await there()
  const said = await failure(trial.stack.destroy(trial.told))
  assert.match([said, ...trial.lines].join('\n'), /protect/)
  assert.deepEqual(await there(), before)
  return undefined
}

const guardRefuses: Check = async ({ trial, there }) => {
  const before = await there()
  const protect = await trial.stack.lift()
  const said = await failure(trial.stack.destroy(trial.told))
  await protect()
  assert.match([said, ...trial.lines].join('\n'), /Nothing is destroyed, because home may lack/)
  assert.deepEqual(await there(), before)
  assert.deepEqual(await changed(trial), {})
  return undefined
}

const destroyLeavesNothing: Check = async ({ trial, before, there }) => {
  await trial.stack.tellGuard('a trial holds nothing')
  await trial.stack.lift()
  await trial.stack.destroy(trial.told)
  assert.equal(await trial.stack.standing(), 0)
  assert.deepEqual(await there(), before)
  return undefined
}

const secretsStaySealed: Check = async ({ trial }) => {
  const traces = await trial.traces()
  const planted = [PLANTED, Buffer.from(PLANTED).toString('base64'), 'pppppppp', 'PRIVATE KEY']
  const open = planted.filter((secret) => traces.includes(secret))
  assert.deepEqual(open, [])
  assert.ok(traces.length > 100_000, `there were only ${traces.length} characters to search`)
  return `${Math.round(traces.length / 1000)} kB searched`
}

const checks: readonly (readonly [string, Check])[] = [
  ['a wrong key is told by its name, and nothing is made', wrongKey],
  ['preview shows what will be made, and makes nothing', previewMakesNothing],
  ['an up that fails half way leaves the rest to the next', halfWayGoesOn],
  ['a killed up is resumed', killedGoesOn],
  ['an interrupted up is resumed', interruptedGoesOn],
  ['a second up has nothing to do', nothingTwice],
  ['a changed setting is changed in place', changesInPlace],
  ['a setting takes another machine only where the README says so', settingsDo],
  ['refresh sees drift, and up repairs it', driftIsSeen],
  ['no secret is in state, history, config or log', secretsStaySealed],
  ['an update that would replace the data volume is refused', volumeStays],
  ['plain destroy is refused, because the data is protected', plainDestroyIsRefused],
  ['the guard refuses while home cannot be compared, before anything is deleted', guardRefuses],
  ['destroy with a reason leaves nothing', destroyLeavesNothing],
]

const comesUp: Check = async ({ trial }) => {
  await trial.stack.up(trial.told)
  return `${await trial.stack.standing()} stand`
}

const eksChecked: readonly (readonly [string, Check])[] = [
  ['up makes all of it', comesUp],
  ['a second up has nothing to do', nothingTwice],
  ['no secret is in state, history, config or log', secretsStaySealed],
  ['destroy with a reason leaves nothing', destroyLeavesNothing],
]

/** What an API that stands in for AWS need not have, of what only EKS takes. */
const LACKED = /[\w:/]*(openIdConnectProvider|aws:eks)[\w:/]*/i

/** Why it can't be tried here, if it can't. */
const lacks = async ({ trial }: Rig) =>
  changed(trial).then(
    () => undefined,
    (error: Error) => LACKED.exec(error.message)?.[0],
  )

/** Runs one after the other until one fails. */
const inTurn = async (
  shape: string,
  all: typeof checks,
  { check, rig }: Pick<Report, 'check'> & { rig: Rig },
) => {
  for (const [title, does] of all) if (!(await check(`${shape}: ${title}`, () => does(rig)))) break
}

/** `endpoint`: of what stands in for AWS. */
export const cloudChecks = async (endpoint: string, { check, skip }: Report) => {
  const account = { endpoint, region: 'us-east-1' }
  const there = () => inventory(account)
  const rigged = async (
    name: string,
    config: Readonly<Record<string, string>>,
    does: (rig: Rig) => Promise<void>,
  ) => {
    const renderTo = await mkdtemp(join(tmpdir(), 'lounge-rendered-'))
    const rig = { trial: await trial(name, { ...config, renderTo }), account, before: await there(), there }
    try {
      await does(rig)
    } finally {
      await rig.trial.remove()
      await rm(renderTo, { recursive: true, force: true })
    }
  }
  await rigged(NAME, k3s, (rig) => inTurn('k3s', checks, { check, rig }))
  skip('k3s: the machine itself', 'what stands in for AWS starts none; its scripts are run by `npm test`')
  await rigged('lounge-trial-eks', eks, async (rig) => {
    const why = await lacks(rig)
    if (why) return skip('shape eks', `what stands in for AWS lacks a part of it (${why})`)
    await inTurn('eks', eksChecked, { check, rig })
  })
}
