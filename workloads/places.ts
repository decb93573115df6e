/** Reads the environments file: all its faults at once, each one sentence with the file and the key. */
import type { z } from 'zod'
import { looksSecret } from '../constructs/secret-like.ts'
import { type Cluster, type Environment, PlacesFile } from './environment.ts'
import { type Fault, faultsOf } from './fault.ts'

const FILE = 'workloads/environments.ts'

export type Places = { readonly clusters: readonly Cluster[]; readonly environments: readonly Environment[] }

const named = <Value extends object>(all: Record<string, Value>) =>
  Object.entries(all).map(([name, value]) => ({ name, ...value }))

/** Pairs of which both have the same; the later one is at fault. */
const twice = (all: readonly Environment[], told: (each: Environment) => string | undefined) =>
  all.flatMap((later, index) => {
    const value = told(later)
    const first = all.slice(0, index).find((each) => value !== undefined && told(each) === value)
    return first ? [{ first, later, value }] : []
  })

const secrets = (value: unknown, path: string[] = []): Fault[] => {
  if (typeof value === 'string')
    return looksSecret(value)
      ? [{ key: path.join('.'), says: 'looks like a secret, and this file is no place for one' }]
      : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => secrets(inner, [...path, key]))
}

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

const shared = (environments: readonly Environment[]): Fault[] => [
  ...twice(environments, ({ namespace, cluster }) => `${cluster}/${namespace}`).map(({ first, later }) => ({
    key: `environments.${later.name}.namespace`,
    says: `is that of ${first.name}, in the same cluster`,
  })),
  ...twice(environments, ({ hosts }) => hosts.midi).map(({ first, later, value }) => ({
    key: `environments.${later.name}.hosts.midi`,
    says: `is ${value}, which is that of ${first.name}`,
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
  ...twice(environments, ({ pedal, cluster }) =>
    pedal.runs === 'pinned' ? `${cluster}/${pedal.node}` : undefined,
  ).map(({ first, later }) => ({
    key: `environments.${later.name}.pedal.node`,
    says: `has the pedal of ${first.name}`,
  })),
]

const inCluster = (environment: Environment, clusters: readonly Cluster[]): Fault[] => {
  const { name, hosts, pedal } = environment
  const cluster = clusters.find((each) => each.name === environment.cluster)
  if (!cluster) {
    const known = clusters.map((each) => each.name).join(', ')
    return [{ key: `environments.${name}.cluster`, says: `is ${environment.cluster}; there are ${known}` }]
  }
  const key = `environments.${name}.hosts.midi`
  if (cluster.exposure === 'none' && hosts.midi)
    return [{ key, says: `is set, but the cluster ${cluster.name} exposes nothing` }]
  if (cluster.exposure !== 'none' && pedal.runs === 'host' && !hosts.midi)
    return [{ key, says: 'is missing: the node beside the pedal dials in by this name' }]
  return []
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

const check = ({ clusters, environments }: Places): Fault[] => [
  ...openers(environments),
  ...shared(environments),
  ...environments.flatMap((environment) => inCluster(environment, clusters)),
  ...clusters.flatMap(pools),
]

const throwAny = (faults: readonly Fault[]) => {
  if (faults.length > 0) throw new Error(faults.map(({ key, says }) => `${FILE}: ${key} ${says}.`).join('\n'))
}

export const placesOf = (file: z.input<typeof PlacesFile>): Places => {
  throwAny(secrets(file))
  const parsed = PlacesFile.safeParse(file, { reportInput: true })
  if (!parsed.success) throwAny(faultsOf(parsed.error))
  const { clusters, environments } = parsed.data as z.output<typeof PlacesFile>
  const places = { clusters: named(clusters), environments: named(environments) }
  throwAny(check(places))
  return places
}

/** Throws a sentence that lists what there is. */
export const findEnvironment = ({ environments }: Places, name: string): Environment => {
  const found = environments.find((each) => each.name === name)
  if (found) return found
  const known = environments.map((each) => each.name).join(', ')
  throw new Error(`${FILE}: there is no environment "${name}"; there are ${known}.`)
}
