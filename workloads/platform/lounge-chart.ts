/** What the charts of all services share: where they are, what they are told, and who may talk with them. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Chart } from 'cdk8s'
import type { Construct } from 'constructs'
import { doors } from '../../constructs/exposure.ts'
import { labelsOf } from '../../constructs/identity.ts'
import type { PodProps } from '../../constructs/pod.ts'
import { type Edge, Traffic } from '../../constructs/traffic.ts'
import { type Cluster, Deployed, type Environment, Version } from '../environment.ts'
import { callersOf, callsOf, entries, reaches, services } from '../graph.ts'
import { heapFor } from './heap.ts'

/** Where monitoring's own pods are. */
const MONITORING = 'monitoring'

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

const chatServer = ({ chat }: Environment): Edge => {
  if (chat.server === undefined) return { peer: 'internet', port: 443 }
  const { hostname, port } = new URL(chat.server)
  return { peer: { workload: hostname }, port: Number(port) }
}

const runsHere = ({ pedal }: Environment, name: string) =>
  Deployed.options.some((each) => each === name) && (name !== 'midi-node' || pedal.runs !== 'host')

const peerOf = (environment: Environment, workload: string) => {
  const namespace = pedalNamespaceOf(environment)
  // Between two namespaces each names the other; within one a peer needs none.
  const isApart = workload === 'midi-node' && namespace !== environment.namespace
  return isApart ? { workload, namespace } : { workload }
}

const calledBy = (name: string, { environment, cluster }: Place): Edge[] => {
  const service = services[name as Deployed]
  const calls = callersOf(name as Deployed).filter(({ from }) => runsHere(environment, from))
  const door = cluster.exposure === 'none' ? undefined : doors[cluster.exposure]
  const isEntered = entries.some(({ to }) => to === name) && environment.hosts.midi !== undefined
  return [
    ...calls.map(({ from }) => ({ peer: peerOf(environment, from), port: service.port })),
    ...(isEntered && door ? [{ peer: { namespace: door }, port: service.port }] : []),
    { peer: { namespace: MONITORING }, port: service.metricsPort },
  ]
}

const reached = (name: string, environment: Environment): Edge[] =>
  reaches
    .filter(({ from }) => from === name)
    .map(({ to, port }) => (to === 'twitch' ? chatServer(environment) : { peer: { workload: to }, port }))

const called = (name: string, environment: Environment): Edge[] =>
  callsOf(name as Deployed).map(({ to }) => ({
    peer: name === 'midi-node' ? { workload: to, namespace: environment.namespace } : { workload: to },
    port: services[to].port,
  }))

/** Opens for a workload what the graph says and nothing else. */
export const openTraffic = (chart: LoungeChart, name: string, component: string) => {
  const { environment } = chart
  const callers = reaches.filter(({ to }) => to === name)
  const isOurs = name in services
  new Traffic(chart, `${name} traffic`, {
    name,
    labels: labelsOf({ name, component }),
    from: isOurs
      ? calledBy(name, chart)
      : callers.map(({ from, port }) => ({ peer: { workload: from }, port })),
    to: [...called(name, environment), ...reached(name, environment)],
  })
}
