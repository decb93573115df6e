/** The whole lounge, stood up by Pulumi in a cluster that is there already, played, and torn down. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { objectsOf, secretsIn } from '../../infra/lounge/objects.ts'
import { lineBecomesByte } from '../cluster/checks/lounge.ts'
import { type Images, makeImages } from '../cluster/images.ts'
import { type Kube, kubeIn } from '../cluster/kube.ts'
import { plays } from '../cluster/rig.ts'
import { talk, until } from '../cluster/talk.ts'
import { environment, ROOM_PORT, secrets, writeManifests } from '../cluster/world.ts'
import { completed } from '../replica/secrets.ts'
import { changed, failure } from './asks.ts'
import type { Report } from './report.ts'
import { type Trial, trial } from './trial.ts'

type Rig = { readonly trial: Trial; readonly kube: Kube; readonly keys: string }
type Check = (rig: Rig) => Promise<string | undefined>

const standsUp: Check = async ({ trial, kube }) => {
  await trial.stack.up(trial.told)
  const pods = await kube.list('pods')
  return `${await trial.stack.standing()} objects, ${pods.length} pods`
}

/** Beside the lounge, and not the stack's: chat's server. */
const isPlayed: Check = async ({ kube, keys }) => {
  const folder = writeManifests()
  await kube.run(['apply', '--server-side', '--filename', join(folder, '90-room.yaml')])
  await kube.ready('deployment/room')
  const room = await kube.forward('room', ROOM_PORT)
  const mo = await talk(room.address, { channel: environment.chat.channel, key: secrets.room })
  try {
    await plays(mo, '!status')
    return await lineBecomesByte({ kube, folder, keys, mo })
  } finally {
    mo.close()
    room.close()
  }
}

const nothingTwice: Check = async ({ trial }) => {
  assert.deepEqual(await changed(trial), {})
  return undefined
}

const guardRefuses: Check = async ({ trial, kube }) => {
  const before = (await kube.list('pods')).length
  assert.match(await failure(trial.stack.destroy(trial.told)), /protect/)
  const protect = await trial.stack.lift()
  assert.match(await failure(trial.stack.destroy(trial.told)), /home may lack/)
  await protect()
  assert.equal((await kube.list('pods')).length, before)
  return undefined
}

const DELETED = ['deployment/overlay', 'networkpolicy/overlay']

/** By somebody else, behind Pulumi's back. What the API server adds or leaves out is no change. */
const deletedComesBack: Check = async ({ trial, kube }) => {
  await trial.raw.refresh({ onOutput: trial.told.say })
  assert.deepEqual(await changed(trial), {})
  await kube.within('delete', ...DELETED)
  const { summary } = await trial.raw.refresh({ onOutput: trial.told.say })
  assert.equal(summary.resourceChanges?.delete, DELETED.length)
  assert.deepEqual(await changed(trial), { create: DELETED.length })
  await trial.stack.up(trial.told)
  await kube.ready('deployment/overlay')
  await kube.within('get', ...DELETED)
  return DELETED.join(', ')
}

/** What is there of a namespace, and what of the cluster belongs to it. */
export const leftIn = async (kube: Kube) => {
  const wide = await kube.run(['get', 'namespaces,priorityclasses', '--output', 'name'])
  const claims = '{range .items[*]}{.spec.claimRef.namespace}{"\\n"}{end}'
  const volumes = await kube.run(['get', 'persistentvolumes', '--output', `jsonpath=${claims}`])
  return `${wide}\n${volumes}`.split('\n').filter((name) => name.includes(kube.namespace))
}

const LEAVE_S = 180

const isTornDown: Check = async ({ trial, kube }) => {
  await trial.stack.tellGuard('a trial holds nothing')
  await trial.stack.lift()
  await trial.stack.destroy(trial.told)
  await until('nothing is left', async () => (await leftIn(kube)).length === 0, LEAVE_S)
  return undefined
}

const secretsStaySealed: Check = async ({ trial }) => {
  const traces = await trial.traces()
  for (const secret of [secrets.bot, '"d":"']) assert.ok(!traces.includes(secret), 'a secret is open')
  return undefined
}

const checks: readonly (readonly [string, Check])[] = [
  ['up stands up the whole lounge', standsUp],
  ['a line in chat becomes bytes at the node', isPlayed],
  ['a second up has nothing to do', nothingTwice],
  ['refresh sees what somebody has deleted, and up makes it again', deletedComesBack],
  ['no secret is in state, history, config or log', secretsStaySealed],
  ['destroy is refused while home cannot be compared', guardRefuses],
  ['destroy with a reason leaves nothing in the cluster', isTornDown],
]

/** `dev`, which has a pedal of its own, in a cluster that gives nobody an address. */
const changes = { chat: environment.chat, cluster: 'cloud', hosts: {} }

const prepared = async (kubeconfig: string, keys: string) => {
  const names = secretsIn(objectsOf({ ...environment, ...changes }))
  const there = { 'chat-server': { password: secrets.bot } }
  const all = await completed({ names, there, keys })
  return trial('lounge-trial-existing', {
    shape: 'existing',
    environment: environment.name,
    changes: JSON.stringify(changes),
    secrets: JSON.stringify(all.secrets),
    kubeconfig: await readFile(kubeconfig, 'utf8'),
  })
}

/** `kubeconfig`: a file. `images`: how they are built and handed over. */
export const clusterChecks = async (kubeconfig: string, images: Images, { check, skip }: Report) => {
  const kube = kubeIn(environment.namespace)
  if ((await leftIn(kube)).length > 0)
    return skip('shape existing', `${kube.namespace} is in the cluster already: delete it first`)
  if (
    !(await check('existing: images are built', () => makeImages(environment, images).then(() => undefined)))
  )
    return
  const keys = await mkdtemp(join(tmpdir(), 'lounge-keys-'))
  const rig = { trial: await prepared(kubeconfig, keys), kube, keys }
  try {
    for (const [title, does] of checks) if (!(await check(`existing: ${title}`, () => does(rig)))) break
  } finally {
    await rig.trial.remove()
    await rm(keys, { recursive: true, force: true })
  }
}
