/** What charts come to: objects, each with the path of the construct that said it, in the order of application. */
import { ApiObject, type Chart, Yaml } from 'cdk8s'

export type KubeObject = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  // biome-ignore lint/suspicious/noExplicitAny: the schemas of Kubernetes say what it may hold, and the tests hold it to them
  readonly [field: string]: any
}

export type Manifest = { readonly path: string; readonly object: KubeObject }

/** Of the cluster and of no namespace; cdk8s gives them their chart's all the same. */
const CLUSTER_WIDE = ['Namespace', 'PriorityClass', 'StorageClass', 'IngressClass', 'GatewayClass']

/** What others need comes first, so that one `kubectl apply -f` of a folder is enough. */
const ORDER = [
  ...CLUSTER_WIDE,
  ...['ResourceQuota', 'LimitRange', 'NetworkPolicy', 'ServiceAccount', 'ConfigMap'],
  ...[
    'PersistentVolumeClaim',
    'Service',
    'StatefulSet',
    'Deployment',
    'Job',
    'CronJob',
    'PodDisruptionBudget',
  ],
]

const rank = ({ object }: Manifest) => {
  const index = ORDER.indexOf(object.kind)
  return index < 0 ? ORDER.length : index
}

/** cdk8s-plus says them, and no API server keeps them: whoever compares the two would find a change that there is not. */
const UNKEPT: Readonly<Record<string, unknown>> = { hostNetwork: false, minReadySeconds: 0, readOnly: false }

/** Sorted keys, so that the order in which code says things is no difference. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key, inner]) => inner !== undefined && UNKEPT[key] !== inner)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  )
}

const identityOf = ({ object: { kind, metadata } }: Manifest) =>
  `${kind} ${metadata.namespace ?? ''}/${metadata.name}`

const objectOf = (construct: ApiObject): KubeObject => {
  const { metadata, ...object } = construct.toJson()
  const { namespace, ...rest } = metadata
  const isWide = namespace === undefined || CLUSTER_WIDE.includes(object.kind)
  return sorted({ ...object, metadata: isWide ? rest : metadata }) as KubeObject
}

/** The objects of a chart. Cluster-wide ones, too, are found by their path. */
export const manifestsOf = (chart: Chart): readonly Manifest[] =>
  chart.node
    .findAll()
    .filter((construct) => construct instanceof ApiObject)
    .map((object) => ({ path: object.node.path, object: objectOf(object) }))
    .sort((a, b) => rank(a) - rank(b) || (identityOf(a) < identityOf(b) ? -1 : 1))

const FIRST = ['apiVersion', 'kind', 'metadata']

const readable = (object: KubeObject) => {
  const rest = Object.keys(object).filter((key) => !FIRST.includes(key))
  return Object.fromEntries([...FIRST, ...rest].map((key) => [key, object[key]]))
}

export const yamlOf = (manifests: readonly Manifest[]) =>
  Yaml.stringify(...manifests.map(({ object }) => readable(object)))
