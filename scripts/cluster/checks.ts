/** What must be true of a lounge in a cluster, in the order in which it is tried. A check throws a sentence, or returns a remark. */
import { Deployed } from '../../workloads/environment.ts'
import { versionOf } from '../../workloads/platform/lounge-chart.ts'
import type { Kube } from './kube.ts'
import { changeIds } from './log-reader.ts'
import { tryPairs } from './pairs.ts'
import { type Talker, until } from './talk.ts'
import { environment, writeManifests } from './world.ts'

export type Rig = { readonly kube: Kube; readonly folder: string; readonly keys: string; readonly mo: Talker }

export type Check = (rig: Rig) => Promise<string | undefined>

const demand = (holds: boolean, otherwise: string) => {
  if (!holds) throw new Error(otherwise)
}

const OWNERS = ['deployment', 'statefulset']

export const allReady = async (kube: Kube) => {
  const items = await kube.list(OWNERS.join(','))
  await Promise.all(items.map(({ kind, metadata }) => kube.ready(`${kind}/${metadata.name}`)))
}

/** Control changes that the node has sent. */
const bytesSent = async ({ kube }: Rig) => {
  const pod = (await kube.pods('midi-node'))[0]?.metadata.name ?? ''
  const path = `/api/v1/namespaces/${kube.namespace}/pods/${pod}:7203/proxy/metrics`
  const text = await kube.run(['get', '--raw', path])
  return Number(/^midi_control_changes_total\S* (\d+)/m.exec(text)?.[1] ?? 0)
}

/** Restarted nodes and bots need a moment more than their probes know. */
const plays = async ({ mo }: Rig, level: number) => {
  let said = ''
  await until(
    'a line is answered',
    async () => {
      said = await mo.ask(`!mix ${level}`, 10).catch(() => '')
      return said !== '' && !/not know|can't|cannot/.test(said)
    },
    90,
  )
  return said
}

const lineBecomesByte: Check = async (rig) => {
  const before = await bytesSent(rig)
  const said = await rig.mo.ask('!engine shimmer')
  await until('the node sends bytes', async () => (await bytesSent(rig)) > before, 15)
  return `the bot said: ${said}`
}

const pairsAreRight: Check = async ({ kube }) => {
  const { faults, tried } = await tryPairs(kube)
  demand(faults.length === 0, faults.join('; '))
  return `${tried} ordered pairs`
}

const againChangesNothing: Check = async ({ kube, folder }) => {
  const kinds =
    'deployment,statefulset,service,configmap,networkpolicy,persistentvolumeclaim,poddisruptionbudget'
  const generations = async () =>
    JSON.stringify(
      (await kube.list(kinds)).map(({ metadata }) => [metadata.name, metadata.uid, metadata.generation]),
    )
  const before = await generations()
  await kube.run(['apply', '--server-side', '--filename', folder])
  demand((await generations()) === before, 'applying the same folder again changed something')
  await kube.run(['diff', '--server-side', '--filename', folder])
  return undefined
}

/** At least so many, and on until the last pod is new. */
const LINES = 30

const rollingLosesNothing: Check = async ({ kube, mo, keys }) => {
  const known = new Set(await changeIds(kube, keys))
  let isRolling = true
  const rolls = Promise.all(
    ['midi', 'data'].map(async (name) => {
      await kube.within('rollout', 'restart', `deployment/${name}`)
      await kube.ready(`deployment/${name}`)
    }),
  )
  void rolls.finally(() => {
    isRolling = false
  })
  const answers: string[] = []
  while (isRolling || answers.length < LINES)
    answers.push(await mo.ask(`!mix ${(answers.length % 9) + 1}`, 20))
  await rolls
  const unsure = answers.filter((each) => !/mix/i.test(each))
  demand(unsure.length === 0, `${unsure.length} of ${answers.length} lines got no good answer: ${unsure[0]}`)
  const kept = (await changeIds(kube, keys)).filter((id) => !known.has(id)).length
  demand(kept === answers.length, `${answers.length} changes were acknowledged, ${kept} are in the log`)
  return `${answers.length} lines and answers, ${kept} changes in the log`
}

const eachPodHeals: Check = async (rig) => {
  const { kube } = rig
  for (const name of [...Deployed.options, 'db']) {
    const pod = (await kube.pods(name))[0]?.metadata.name ?? ''
    await kube.within('delete', 'pod', pod, '--wait=true')
    await allReady(kube)
    await plays(rig, 5)
  }
  return `${Deployed.options.join(', ')}, db`
}

const databaseLosesNothing: Check = async (rig) => {
  const { kube, keys } = rig
  const before = await changeIds(kube, keys)
  await kube.within('delete', 'pod', 'db-0', '--wait=true')
  await kube.ready('statefulset/db')
  const read = () => changeIds(kube, keys).catch(() => [])
  await until('data has its database again', async () => (await read()).length > 0)
  const after = await read()
  demand(JSON.stringify(before) === JSON.stringify(after), 'the log is not what it was')
  return `${after.length} changes`
}

const tamperedIsRefused: Check = async ({ kube }) => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'tampered', namespace: kube.namespace },
    spec: { containers: [{ name: 'tampered', image: 'x:1', securityContext: { privileged: true } }] },
  }
  const said = await kube
    .run(['apply', '--filename', '-'], JSON.stringify(pod))
    .catch((error: Error) => error.message)
  demand(/violates PodSecurity "restricted/.test(said), `a privileged pod was not refused: ${said}`)
  return undefined
}

const onlyReadersRoll: Check = async ({ kube }) => {
  const uids = async () =>
    new Map((await kube.list('pods')).map(({ metadata }) => [metadata.uid, metadata.name]))
  const before = await uids()
  await kube.run(['apply', '--server-side', '--filename', writeManifests({ opens: 'empty' })])
  await kube.ready('deployment/midi')
  await until('the old pods of midi leave', async () =>
    (await kube.list('pods')).every(({ metadata }) => !metadata.deletionTimestamp),
  )
  const after = await uids()
  const gone = [...before].filter(([uid]) => !after.has(uid)).map(([, name]) => name)
  demand(
    gone.length > 0 && gone.every((name) => /^midi-(?!node)/.test(name)),
    `these pods were replaced: ${gone.join(', ')}`,
  )
  return gone.join(', ')
}

const imagesSayTheirVersion: Check = async ({ kube }) => {
  const pod = (await kube.pods('midi'))[0]?.metadata.name ?? ''
  const path = `/api/v1/namespaces/${kube.namespace}/pods/${pod}:7202/proxy/metrics`
  const text = await kube.run(['get', '--raw', path])
  demand(text.includes(`version="${versionOf(environment, 'midi')}"`), 'build_info lacks the version')
  return /^build_info.*$/m.exec(text)?.[0]
}

export const checks: readonly (readonly [title: string, check: Check])[] = [
  ['a line in chat becomes bytes at the node', lineBecomesByte],
  ['applying again changes nothing', againChangesNothing],
  ['build_info says version and revision', imagesSayTheirVersion],
  ['network policies: allowed pairs pass, all others are cut', pairsAreRight],
  ['Pod Security refuses a tampered manifest', tamperedIsRefused],
  ['a rolling update under load loses no change and no answer', rollingLosesNothing],
  ['deleting the database pod loses nothing', databaseLosesNothing],
  ['deleting each pod in turn heals', eachPodHeals],
  ['a changed setting rolls only what reads it', onlyReadersRoll],
]
