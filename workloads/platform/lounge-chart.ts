/** What the charts of all services share: where they are, and what they are told. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Chart } from 'cdk8s'
import type { Construct } from 'constructs'
import type { PodProps } from '../../constructs/pod.ts'
import { type Cluster, type Deployed, type Environment, Version } from '../environment.ts'
import { services } from '../graph.ts'
import { heapFor } from './heap.ts'

/** Folder of a service's keys in its pod. */
const KEYS = '/run/lounge/keys'

export type Place = { readonly environment: Environment; readonly cluster: Cluster }

export class LoungeChart extends Chart {
  readonly environment: Environment
  readonly cluster: Cluster

  constructor(scope: Construct, id: string, place: Place & { readonly namespace?: string }) {
    const { environment, cluster, namespace = environment.namespace } = place
    super(scope, id, { namespace })
    this.environment = environment
    this.cluster = cluster
  }
}

const versionFile = (service: Deployed) => join(import.meta.dirname, '..', service, 'version.txt')

export const versionOf = ({ images }: Environment, service: Deployed): string => {
  const tag = images.tags[service] ?? readFileSync(versionFile(service), 'utf8').trim()
  const version = Version.safeParse(tag)
  if (version.success) return version.data
  throw new Error(`workloads/${service}/version.txt holds "${tag}", which must be a version such as 1.4.2.`)
}

export const imageOf = (environment: Environment, service: Deployed): string => {
  const { registry, digests } = environment.images
  const digest = digests[service]
  return `${registry}/${service}:${versionOf(environment, service)}${digest ? `@${digest}` : ''}`
}

/** Names of the environment's PriorityClasses: the database's pods stay longest. */
export const prioritiesOf = ({ namespace }: Environment) => ({
  store: `${namespace}-store`,
  service: `${namespace}-service`,
})

/** Where a pinned node has its pods: apart, because only there may a pod use a device. */
export const pedalNamespaceOf = ({ namespace, pedal }: Environment) =>
  pedal.runs === 'pinned' ? `${namespace}-pedal` : namespace

/** What an environment has its cluster run. */
export const runsHere = ({ pedal, overlay, obs }: Environment, name: Deployed) => {
  if (name === 'midi-node') return pedal.runs !== 'host'
  if (name === 'overlay') return overlay === 'cluster'
  return name !== 'obs' || obs.runs === 'cluster'
}

type Told = Pick<PodProps, 'component' | 'memory'> & { readonly settings?: Record<string, string> }

/** What a service is given wherever it runs. */
export const serviceProps = (
  environment: Environment,
  name: Deployed,
  { memory = 128, component, settings }: Told,
) => ({
  ...{ memory, component },
  ...services[name],
  name,
  version: versionOf(environment, name),
  image: imageOf(environment, name),
  settings: {
    HOST: '0.0.0.0',
    LOG_LEVEL: environment.logLevel,
    KEYS,
    NODE_OPTIONS: heapFor(memory),
    ...settings,
  },
  secrets: { [KEYS]: `${name}-keys` },
  placement: { architectures: environment.placement.architectures },
  priority: prioritiesOf(environment).service,
  discovery: environment.metrics,
})
