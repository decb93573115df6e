/** What can be reached from outside the cluster. */
import { identityOf, type Manifest } from '../change.ts'
import { at, fieldsAt, isFields, listAt, textAt, textsAt } from '../objects/at.ts'
import { nameOf } from '../objects/name.ts'
import { familyOf, sayAddresses, spanOf } from '../reach/addresses.ts'
import { difference, union } from '../reach/spans.ts'
import { type Fact, type Hit, newFacts, type Rule } from './rule.ts'

const factOf = (object: Manifest, thing: string): Fact => {
  const identity = identityOf(object)
  return { object: identity, key: `${nameOf(identity)} ${thing}`, says: `${thing}.` }
}

const portOf = (port: unknown) => String(at(port, 'port') ?? at(port, 'name') ?? '?')

const ofService = (service: Manifest): readonly Fact[] => {
  const type = textAt(service, 'spec', 'type') ?? 'ClusterIP'
  const ports = listAt(service, 'spec', 'ports').map(portOf)
  const outside = type === 'LoadBalancer' || type === 'NodePort' ? ports : []
  return [
    ...outside.map((port) => factOf(service, `port ${port} is open to outside the cluster (${type})`)),
    ...textsAt(service, 'spec', 'externalIPs').map((address) =>
      factOf(service, `it answers at the address ${address}`),
    ),
  ]
}

const pathsOf = (rule: unknown) => {
  const paths = listAt(rule, 'http', 'paths').map((path) => textAt(path, 'path') ?? '/')
  return paths.length === 0 ? ['/'] : paths
}

const ofIngress = (ingress: Manifest): readonly Fact[] => {
  const safe = listAt(ingress, 'spec', 'tls').flatMap((each) => textsAt(each, 'hosts'))
  const rules = listAt(ingress, 'spec', 'rules').filter(isFields)
  const hosts = rules.map((rule) => textAt(rule, 'host') ?? 'any host')
  return [
    ...rules.flatMap((rule, index) =>
      pathsOf(rule).map((path) => factOf(ingress, `${hosts[index]}${path} is served to outside`)),
    ),
    ...hosts
      .filter((host) => !safe.includes(host))
      .map((host) => factOf(ingress, `${host} is served without TLS`)),
    ...(at(ingress, 'spec', 'defaultBackend')
      ? [factOf(ingress, 'every host that nobody else serves is served')]
      : []),
  ]
}

const ofRoute = (route: Manifest): readonly Fact[] => {
  const hosts = textsAt(route, 'spec', 'hostnames')
  const gateways = listAt(route, 'spec', 'parentRefs').map((each) => textAt(each, 'name') ?? '?')
  return gateways.flatMap((gateway) =>
    (hosts.length === 0 ? ['any host'] : hosts).map((host) =>
      factOf(route, `${host} is served through the gateway ${gateway}`),
    ),
  )
}

const ofGateway = (gateway: Manifest): readonly Fact[] =>
  listAt(gateway, 'spec', 'listeners').flatMap((listener) => {
    const from = textAt(listener, 'allowedRoutes', 'namespaces', 'from') ?? 'Same'
    const where = `${textAt(listener, 'protocol')} port ${portOf(listener)} for ${textAt(listener, 'hostname') ?? 'any host'}`
    return [
      factOf(gateway, `it listens on ${where}`),
      ...(from === 'All' ? [factOf(gateway, `every namespace may hang routes on ${where}`)] : []),
    ]
  })

const KINDS: Readonly<Record<string, (object: Manifest) => readonly Fact[]>> = {
  Service: ofService,
  Ingress: ofIngress,
  HTTPRoute: ofRoute,
  GRPCRoute: ofRoute,
  TLSRoute: ofRoute,
  TCPRoute: ofRoute,
  UDPRoute: ofRoute,
  Gateway: ofGateway,
}

const facts = (manifests: readonly Manifest[]) => manifests.flatMap((each) => KINDS[each.kind]?.(each) ?? [])

const EVERYONE = ['0.0.0.0/0']

const rangesOf = (service: Manifest) => {
  const ranges = textsAt(service, 'spec', 'loadBalancerSourceRanges')
  return (ranges.length === 0 ? EVERYONE : ranges).filter((range) => familyOf(range) === 4)
}

/** Addresses that a load balancer did not let in before. */
const widened = (from: Manifest | undefined, to: Manifest | undefined): readonly Hit[] => {
  if (!from || !to || [from, to].some((each) => textAt(each, 'spec', 'type') !== 'LoadBalancer')) return []
  const more = difference(union(...rangesOf(to).map(spanOf)), union(...rangesOf(from).map(spanOf)))
  return more.length === 0
    ? []
    : [{ object: identityOf(to), says: `it now lets in ${sayAddresses(more, 4)}.` }]
}

export const exposureWidened = {
  name: 'exposure-widened',
  why: 'What is open to outside the cluster is found within hours.',
  find: (change) => [
    ...newFacts(change, facts),
    ...change.changes.flatMap(({ from, to }) =>
      fieldsAt(to, 'spec').type === 'LoadBalancer' ? widened(from, to) : [],
    ),
  ],
} as const satisfies Rule
