/** Ports that the whole world may reach. */
import { kindOf, type Resource } from './resource.ts'

const WORLD = ['0.0.0.0/0', '::/0']

type Rule = { readonly [key: string]: unknown }

const isOpen = (rule: Rule) =>
  [rule.cidrIpv4, rule.cidrIpv6, ...[rule.cidrBlocks, rule.ipv6CidrBlocks].flat()].some((block) =>
    WORLD.includes(String(block)),
  )

const sayPorts = ({ ipProtocol, protocol = ipProtocol, fromPort, toPort }: Rule) => {
  if (protocol === '-1' || protocol === 'all') return 'every port'
  return `${protocol} ${fromPort === toPort ? fromPort : `${fromPort}-${toPort}`}`
}

const rulesOf = ({ type, inputs }: Resource): readonly Rule[] => {
  const kind = kindOf(type)
  if (kind === 'SecurityGroup')
    return Array.isArray(inputs.ingress) ? (inputs.ingress as readonly Rule[]) : []
  const isIngress =
    kind === 'SecurityGroupIngressRule' || (kind === 'SecurityGroupRule' && inputs.type === 'ingress')
  return isIngress ? [inputs] : []
}

const openIn = (resources: readonly Resource[]) =>
  resources.flatMap((resource) =>
    rulesOf(resource)
      .filter(isOpen)
      .map((rule) => ({ resource, ports: sayPorts(rule) })),
  )

/** Those that were not open before. */
export const openedPorts = (base: readonly Resource[], head: readonly Resource[]) => {
  const known = new Set(openIn(base).map(({ ports }) => ports))
  return openIn(head).filter(({ ports }) => !known.has(ports))
}
