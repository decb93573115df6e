/** The pods that manifests make, whatever makes them. */
import { type Identity, identityOf, type Manifest } from '../change.ts'
import { at, type Fields, isFields, labelsAt, listAt, numberAt, textAt } from './at.ts'

export type Pods = {
  readonly owner: Manifest
  readonly identity: Identity
  readonly namespace: string
  /** A job that is named by its content keeps one name here. */
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly spec: Fields
  /** Of them there are so many at once. */
  readonly replicas: number
}

const MAKERS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
]

export const isWorkload = ({ kind }: Pick<Identity, 'kind'>) => kind === 'Pod' || MAKERS.includes(kind)

const templateOf = (object: Manifest): unknown => {
  if (object.kind === 'Pod') return object
  if (object.kind === 'CronJob') return at(object, 'spec', 'jobTemplate', 'spec', 'template')
  return at(object, 'spec', 'template')
}

const nameOf = ({ kind, metadata }: Manifest, labels: Readonly<Record<string, string>>) =>
  (kind === 'Job' && labels['app.kubernetes.io/name']) || metadata.name

export const tryPodsOf = (owner: Manifest): Pods | undefined => {
  const template = isWorkload(owner) ? templateOf(owner) : undefined
  const spec = at(template, 'spec')
  if (!isFields(spec)) return undefined
  const identity = identityOf(owner)
  const labels = labelsAt(template, 'metadata', 'labels')
  return {
    owner,
    identity,
    namespace: identity.namespace ?? 'default',
    name: nameOf(owner, labels),
    labels,
    annotations: labelsAt(template, 'metadata', 'annotations'),
    spec,
    replicas: numberAt(owner, 'spec', 'replicas') ?? 1,
  }
}

export const podsIn = (manifests: readonly Manifest[]): readonly Pods[] =>
  manifests.map(tryPodsOf).filter((pods) => pods !== undefined)

export type Container = {
  readonly name: string
  readonly image: string
  readonly isInit: boolean
  readonly fields: Fields
}

const containers = (spec: Fields, key: string): readonly Container[] =>
  listAt(spec, key)
    .filter(isFields)
    .map((fields) => ({
      name: textAt(fields, 'name') ?? '?',
      image: textAt(fields, 'image') ?? '',
      isInit: key === 'initContainers',
      fields,
    }))

export const containersOf = ({ spec }: Pods): readonly Container[] => [
  ...containers(spec, 'initContainers'),
  ...containers(spec, 'containers'),
]
