/** Who may talk with a service: what the graph says of it, in an environment and its cluster. */
import { doors, Exposure } from '../../constructs/exposure.ts'
import { labelsOf } from '../../constructs/identity.ts'
import { MachinePort } from '../../constructs/machine-port.ts'
import { type Edge, Traffic } from '../../constructs/traffic.ts'
import { Deployed, type Environment, Exposed } from '../environment.ts'
import {
  callersOf,
  callsOf,
  entries,
  type Reach,
  reaches,
  type ServiceName,
  services,
  tunnel,
} from '../graph.ts'
import { type LoungeChart, type Place, pedalNamespaceOf, runsHere } from './lounge-chart.ts'

/** Where monitoring's own pods are. */
const MONITORING = 'monitoring'

const addressOf = (url: string) => {
  const { hostname, port } = new URL(url)
  return { hostname, port: Number(port) }
}

const twitch = ({ chat }: Environment): Edge => {
  if (chat.server === undefined) return { peer: 'internet', port: 443 }
  const { hostname, port } = addressOf(chat.server)
  return { peer: { workload: hostname }, port }
}

const obsOf = ({ obs }: Environment): Edge[] => {
  if (obs.runs !== 'cluster') return []
  const { hostname, port } = addressOf(obs.url)
  return [{ peer: { address: hostname }, port }]
}

/** From home's end there is a way to the other's. */
const replicaOf = ({ tunnel: end }: Environment, port: number): Edge[] =>
  end?.end === 'home' ? [{ peer: { address: tunnel.addresses.cloud }, port }] : []

const reachOf = ({ to, port }: Reach, environment: Environment): Edge[] => {
  if (to === 'OBS') return obsOf(environment)
  if (to === 'replica') return replicaOf(environment, port)
  return [to === 'twitch' ? twitch(environment) : { peer: { workload: to }, port }]
}

const isDeployed = (name: string): name is Deployed => Deployed.options.some((each) => each === name)

const peerOf = (environment: Environment, workload: ServiceName) => {
  const namespace = pedalNamespaceOf(environment)
  // Between two namespaces each names the other; within one a peer needs none.
  const isApart = workload === 'midi-node' && namespace !== environment.namespace
  return isApart ? { workload, namespace } : { workload }
}

/** Home, where it comes in by the tunnel. */
const homeAt = (name: string, { tunnel: end }: Environment, port: number): Edge[] => {
  const isEntered = entries.some(({ from, to }) => from === 'tunnel' && to === name)
  const address = end?.from ?? tunnel.addresses.home
  return end?.end === 'cloud' && isEntered ? [{ peer: { address }, port }] : []
}

/** Where it is entered from, if this environment gives it a name outside. */
const doorOf = ({ environment, cluster }: Place, name: string) => {
  const exposed = Exposed.options.find((each) => each === name)
  const host = exposed && environment.hosts[exposed]
  return host === undefined || cluster.exposure === 'none' ? undefined : { way: cluster.exposure, host }
}

const calledBy = (name: Deployed, place: Place): Edge[] => {
  const { port, metricsPort } = services[name]
  const door = doorOf(place, name)
  return [
    ...callersOf(name)
      .filter(({ from }) => isDeployed(from) && runsHere(place.environment, from))
      .map(({ from }) => ({ peer: peerOf(place.environment, from), port })),
    ...homeAt(name, place.environment, port),
    ...(door ? [{ peer: { namespace: doors[door.way] }, port }] : []),
    { peer: { namespace: MONITORING }, port: metricsPort },
  ]
}

const called = (name: Deployed, environment: Environment): Edge[] =>
  callsOf(name).map(({ to }) => ({
    peer: name === 'midi-node' ? { workload: to, namespace: environment.namespace } : { workload: to },
    port: services[to].port,
  }))

/** Opens for a workload what the graph says and nothing else. */
export const openTraffic = (chart: LoungeChart, name: string, component: string) => {
  const { environment } = chart
  const reachedBy = reaches.filter(({ to }) => to === name)
  const from = isDeployed(name)
    ? calledBy(name, chart)
    : reachedBy.flatMap(({ from, port }) => [
        { peer: { workload: from }, port },
        ...(from === 'data' ? homeAt(name, environment, port) : []),
      ])
  const to = [
    ...(isDeployed(name) ? called(name, environment) : []),
    ...reaches.filter((reach) => reach.from === name).flatMap((reach) => reachOf(reach, environment)),
  ]
  new Traffic(chart, `${name} traffic`, { name, labels: labelsOf({ name, component }), from, to })
}

/** Gives it a port of the machines at which home comes out of the tunnel, where it does. */
export const openTunnel = (chart: LoungeChart, name: keyof typeof behindTunnel, component: string) => {
  if (chart.environment.tunnel?.end !== 'cloud') return
  const labels = labelsOf({ name, component })
  new MachinePort(chart, 'tunnel', { name, via: 'tunnel', labels, ...behindTunnel[name] })
}

const behindTunnel = {
  midi: { port: services.midi.port, machinePort: tunnel.ports.midi },
  db: { port: 5984, machinePort: tunnel.ports.couchdb },
}

/** Leads the name that the environment gives a service outside, if it does, to the service. */
export const expose = (chart: LoungeChart, name: Exposed, component: string) => {
  const door = doorOf(chart, name)
  if (door === undefined) return
  const { certificate } = chart.environment
  const { port } = services[name]
  new Exposure(chart, 'exposure', { ...door, name, port, labels: labelsOf({ name, component }), certificate })
}
