/** What is applied again changes nothing, and a change reaches whom it concerns. */
import type { Kube } from '../kube.ts'
import { type Check, demand } from '../rig.ts'
import { until } from '../talk.ts'
import { writeManifests } from '../world.ts'

const KINDS = [
  ...['deployment', 'statefulset', 'service', 'configmap', 'networkpolicy', 'ingress', 'job'],
  ...['persistentvolumeclaim', 'poddisruptionbudget', 'resourcequota', 'limitrange', 'serviceaccount'],
].join(',')

const generations = async (kube: Kube) => {
  const items = await kube.list(KINDS)
  return JSON.stringify(items.map(({ metadata }) => [metadata.name, metadata.uid, metadata.generation]))
}

export const againChangesNothing: Check = async ({ kube, folder }) => {
  const before = await generations(kube)
  await kube.run(['apply', '--server-side', '--filename', folder])
  demand((await generations(kube)) === before, 'applying the same folder again changed something')
  await kube.run(['diff', '--server-side', '--filename', folder])
  return undefined
}

const podsByUid = async (kube: Kube) =>
  new Map((await kube.list('pods')).map(({ metadata }) => [metadata.uid, metadata.name]))

export const onlyReadersRoll: Check = async ({ kube }) => {
  const before = await podsByUid(kube)
  await kube.run(['apply', '--server-side', '--filename', writeManifests({ opens: 'empty' })])
  await kube.ready('deployment/midi')
  await until('the old pods of midi leave', async () =>
    (await kube.list('pods')).every(({ metadata }) => !metadata.deletionTimestamp),
  )
  const after = await podsByUid(kube)
  const gone = [...before].filter(([uid]) => !after.has(uid)).map(([, name]) => name)
  demand(
    gone.length > 0 && gone.every((name) => /^midi-(?!node)/.test(name)),
    `these pods were replaced: ${gone.join(', ')}`,
  )
  return gone.join(', ')
}
