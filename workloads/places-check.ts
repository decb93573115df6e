/** Holds environments and clusters against each other: what is right alone may be wrong together. */
import { type Cluster, type Environment, Exposed } from './environment.ts'
import type { Fault } from './fault.ts'

export type Places = { readonly clusters: readonly Cluster[]; readonly environments: readonly Environment[] }

/** Pairs of which both have the same; the later one is at fault. */
const twice = (all: readonly Environment[], told: (each: Environment) => string | undefined) =>
  all.flatMap((later, index) => {
    const value = told(later)
    const first = all.slice(0, index).find((each) => value !== undefined && told(each) === value)
    return first ? [{ first, later }] : []
  })

const openers = (environments: readonly Environment[]): Fault[] => {
  const lounges = Map.groupBy(environments, ({ lounge }) => lounge)
  return [...lounges].flatMap(([lounge, those]) => {
    const open = those.filter(({ opens }) => opens !== 'no').map(({ name }) => name)
    const key = `environments.${(open.at(-1) ?? those[0]?.name) as string}.opens`
    if (open.length === 0)
      return [{ key, says: `leaves the lounge ${lounge} without an environment that opens its log` }]
    return open.length === 1
      ? []
      : [{ key, says: `is one too many: ${open[0]} opens the log of the lounge ${lounge}` }]
  })
}

/** Environments of one lounge that both have what it has once. */
const screens = (all: readonly Environment[], has: (each: Environment) => boolean) =>
  twice(all.filter(has), ({ lounge }) => lounge)

const shared = (environments: readonly Environment[]): Fault[] => [
  ...twice(environments, ({ namespace, cluster }) => `${cluster}/${namespace}`).map(({ first, later }) => ({
    key: `environments.${later.name}.namespace`,
    says: `is that of ${first.name}, in the same cluster`,
  })),
  ...environments.flatMap((later, index) =>
    environments
      .slice(0, index)
      .filter(({ lounge, chat }) => lounge !== later.lounge && chat.channel === later.chat.channel)
      .map((first) => ({
        key: `environments.${later.name}.chat.channel`,
        says: `is ${later.chat.channel}, where the lounge ${first.lounge} plays: two bots would answer each line`,
      })),
  ),
  ...screens(environments, ({ overlay }) => overlay === 'cluster').map(({ first, later }) => ({
    key: `environments.${later.name}.overlay`,
    says: `is one too many: ${first.name} shows the lounge ${later.lounge}, and OBS's address must never change`,
  })),
  ...screens(environments, ({ obs }) => obs.runs !== 'nowhere').map(({ first, later }) => ({
    key: `environments.${later.name}.obs.runs`,
    says: `is one too many: OBS follows the lounge ${later.lounge} by ${first.name}`,
  })),
  ...twice(environments, ({ pedal, cluster }) =>
    pedal.runs === 'pinned' ? `${cluster}/${pedal.node}` : undefined,
  ).map(({ first, later }) => ({
    key: `environments.${later.name}.pedal.node`,
    says: `has the pedal of ${first.name}`,
  })),
]

const OBS_DIALS = 'obs beside OBS dials in by this name'
const NODE_DIALS = 'the node beside the pedal dials in by this name'
const OBS_ASKS = "OBS's browser source asks for it by this name"

/** Hosts that an environment cannot do without, and why. */
const neededHosts = ({ pedal, obs, overlay }: Environment): ReadonlyMap<Exposed, string> =>
  new Map([
    ...(obs.runs === 'host' ? (['data', 'midi'] as const).map((name) => [name, OBS_DIALS] as const) : []),
    ...(pedal.runs === 'host' ? [['midi', NODE_DIALS] as const] : []),
    ...(overlay === 'cluster' ? [['overlay', OBS_ASKS] as const] : []),
  ])
const hostFaults = (environment: Environment, { name: clusterName, exposure }: Cluster): Fault[] => {
  const { name, hosts, overlay } = environment
  const key = (service: string) => `environments.${name}.hosts.${service}`
  const set = Exposed.options.filter((service) => hosts[service] !== undefined)
  if (exposure === 'none')
    return set.map((service) => ({
      key: key(service),
      says: `is set, but the cluster ${clusterName} exposes nothing`,
    }))
  if (overlay === 'nowhere' && hosts.overlay)
    return [{ key: key('overlay'), says: 'is set, but this environment has no overlay' }]
  return [...neededHosts(environment)]
    .filter(([service]) => hosts[service] === undefined)
    .map(([service, why]) => ({ key: key(service), says: `is missing: ${why}` }))
}

const sameHosts = (environments: readonly Environment[]): Fault[] => {
  const all = environments.flatMap(({ name, hosts }) =>
    Object.entries(hosts).map(([service, host]) => ({ key: `environments.${name}.hosts.${service}`, host })),
  )
  return all.flatMap(({ key, host }, index) => {
    const first = all.slice(0, index).find((each) => each.host === host)
    return first ? [{ key, says: `is ${host}, which is ${first.key} already` }] : []
  })
}

const inCluster = (environment: Environment, clusters: readonly Cluster[]): Fault[] => {
  const cluster = clusters.find((each) => each.name === environment.cluster)
  if (cluster) return hostFaults(environment, cluster)
  const known = clusters.map((each) => each.name).join(', ')
  const key = `environments.${environment.name}.cluster`
  return [{ key, says: `is ${environment.cluster}; there are ${known}` }]
}

const RANGE = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:-(\d+)\.(\d+)\.(\d+)\.(\d+)|\/(\d+))$/

const numberOf = (octets: readonly string[]) => octets.reduce((sum, octet) => sum * 256 + Number(octet), 0)

const rangeFault = (range: string): string | undefined => {
  const match = RANGE.exec(range)
  if (!match || match.slice(1, 9).some((octet) => Number(octet ?? 0) > 255) || Number(match[9] ?? 0) > 32)
    return `is ${range}; it must be a range such as 192.168.1.240-192.168.1.250, or a CIDR block`
  if (match[5] !== undefined && numberOf(match.slice(1, 5)) > numberOf(match.slice(5, 9)))
    return `is ${range}, which ends before it begins`
  return undefined
}

const pools = ({ name, addresses }: Cluster): Fault[] =>
  addresses.flatMap((range, index) => {
    const says = rangeFault(range)
    return says ? [{ key: `clusters.${name}.addresses.${index}`, says }] : []
  })

/** The two ends of a tunnel are of one lounge, and each is the other's. */
const tunnels = (environments: readonly Environment[]): Fault[] =>
  environments.flatMap(({ name, lounge, tunnel }) => {
    if (!tunnel) return []
    const peer = environments.find((each) => each.name === tunnel.peer)
    const key = `environments.${name}.tunnel.peer`
    if (peer?.lounge !== lounge || peer.name === name)
      return [{ key, says: `is ${tunnel.peer}, which is no other environment of the lounge ${lounge}` }]
    return peer.tunnel?.end === tunnel.end
      ? [{ key, says: `is ${tunnel.peer}, whose end is ${tunnel.end} as well` }]
      : []
  })

/** What is wrong between values that are each right. */
export const faultsOf = ({ clusters, environments }: Places): Fault[] => [
  ...openers(environments),
  ...shared(environments),
  ...sameHosts(environments),
  ...environments.flatMap((environment) => inCluster(environment, clusters)),
  ...tunnels(environments),
  ...clusters.flatMap(pools),
]
