/** Fields that the API server does not let anyone change once an object is there. */
import type { FieldChange, Manifest, ObjectChange, Step } from '../change.ts'
import { at } from '../objects/at.ts'
import { isLess } from '../objects/quantity.ts'

type Refuses = (path: string, change: ObjectChange) => boolean

const under =
  (...prefixes: readonly string[]): Refuses =>
  (path) =>
    prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}.`))

const not =
  (refuses: Refuses): Refuses =>
  (path, change) =>
    path.startsWith('spec.') && !refuses(path, change)

const STATEFUL = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'minReadySeconds',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
]

const isFrozen: Refuses = (path, { from }) =>
  from?.immutable === true && /^(data|binaryData|stringData|immutable)(\.|$)/.test(path)

/** Of the only size of a claim, which may grow. */
const shrinks: Refuses = (path, { from, to }) =>
  path.startsWith('spec.resources') &&
  isLess(
    at(from, 'spec', 'resources', 'requests', 'storage'),
    at(to, 'spec', 'resources', 'requests', 'storage'),
  )

const isClaim: Refuses = (path, change) =>
  shrinks(path, change) || not(under('spec.resources', 'spec.volumeAttributesClassName'))(path, change)

/** A name for what is outside has no address and may be given one; what is no longer said stays. */
const isAddress: Refuses = (path, { from, to }) =>
  /^spec\.clusterIPs?(\.|$)/.test(path) &&
  at(from, 'spec', 'type') !== 'ExternalName' &&
  at(to, 'spec', 'clusterIP') !== undefined

const RULES: Readonly<Record<string, Refuses>> = {
  Deployment: under('spec.selector'),
  ReplicaSet: under('spec.selector'),
  DaemonSet: under('spec.selector'),
  StatefulSet: not(under(...STATEFUL.map((field) => `spec.${field}`))),
  Job: under(
    'spec.selector',
    'spec.template',
    'spec.completionMode',
    'spec.manualSelector',
    'spec.podFailurePolicy',
  ),
  Pod: not(
    under(
      ...['containers.*.image', 'initContainers.*.image', 'tolerations'].map((field) => `spec.${field}`),
      ...['activeDeadlineSeconds', 'terminationGracePeriodSeconds'].map((field) => `spec.${field}`),
    ),
  ),
  PersistentVolumeClaim: isClaim,
  PersistentVolume: under('spec.nfs', 'spec.hostPath', 'spec.local', 'spec.csi', 'spec.volumeMode'),
  RoleBinding: under('roleRef'),
  ClusterRoleBinding: under('roleRef'),
  Service: isAddress,
  ConfigMap: isFrozen,
  Secret: (path, change) => path === 'type' || isFrozen(path, change),
  StorageClass: under('provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'),
  PriorityClass: under('value', 'preemptionPolicy'),
  IngressClass: under('spec.controller'),
}

const sayStep = (step: Step) => (typeof step === 'string' ? step : '*')

const pathOf = ({ path }: FieldChange) => path.map(sayStep).join('.')

/** The labels of pods that their own selector does not take are refused, too. */
const isMismatch = (object: Manifest | undefined) => {
  const wanted = Object.entries((at(object, 'spec', 'selector', 'matchLabels') as object | undefined) ?? {})
  const labels = at(object, 'spec', 'template', 'metadata', 'labels')
  return wanted.some(([key, value]) => at(labels, key) !== value)
}

const SELECTING = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']

const LABELS: FieldChange = {
  path: ['spec', 'template', 'metadata', 'labels'],
  from: undefined,
  to: undefined,
}

/** Each run of it is made anew, under another name. */
const isGenerated = ({ metadata }: Manifest) => metadata.generateName !== undefined

/** Fields of a changed object that will not be taken; none when it will. */
export const refusedFields = (change: ObjectChange): readonly FieldChange[] => {
  const { from, to, was, identity, fields } = change
  if (from === undefined || to === undefined || was !== undefined || isGenerated(to)) return []
  const refuses = RULES[identity.kind]
  const refused = refuses ? fields.filter((field) => refuses(pathOf(field), change)) : []
  const mismatch = SELECTING.includes(identity.kind) && isMismatch(to) && !isMismatch(from)
  return [...refused, ...(mismatch ? [LABELS] : [])]
}
