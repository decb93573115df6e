/** What a program opens to whom. */
import { WIREGUARD_PORT } from '../tunnel-peer.ts'
import type { Asked } from './rule.ts'
import { isWorld } from './world.ts'

const WORLD = '0.0.0.0/0'
const WEB = [80, 443]

type Opening = {
  readonly protocol: string
  readonly fromPort: number | undefined
  readonly toPort: number | undefined
  readonly blocks: readonly (string | undefined)[]
}

const NUMBERS: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '-1': 'all' }

const protocolOf = (given: unknown) => {
  const name = `${given}`.toLowerCase()
  return NUMBERS[name] ?? name
}

/** Nobody says here who is on a list: as good as the world. */
const listed = (lists: readonly (string | undefined)[] = []) => (lists.some(Boolean) ? [WORLD] : [])

/** One by one: in a preview, what is not known yet may not be touched. */
const ruleOf = (rule: Asked['props']): Opening => ({
  protocol: protocolOf(rule.protocol),
  fromPort: rule.fromPort,
  toPort: rule.toPort,
  blocks: [...(rule.cidrBlocks ?? []), ...(rule.ipv6CidrBlocks ?? []), ...listed(rule.prefixListIds)],
})

const ofGroup = (props: Asked['props']) => (props.ingress ?? []).map(ruleOf)

/** A balancer that comes of itself, with doors of its own. */
const ofService = ({ spec = {} }: Asked['props']): readonly Opening[] => {
  if (spec.type !== 'LoadBalancer') return []
  const { loadBalancerSourceRanges: given = [] } = spec
  const blocks = given.length > 0 ? given : [WORLD]
  return (spec.ports ?? []).map(({ port, protocol = 'TCP' }: Asked['props']) => ({
    ...{ protocol: protocolOf(protocol), fromPort: port, toPort: port },
    blocks,
  }))
}

const openings: Readonly<Record<string, (props: Asked['props']) => readonly Opening[]>> = {
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': (props) => [
    {
      protocol: protocolOf(props.ipProtocol),
      fromPort: props.fromPort,
      toPort: props.toPort,
      blocks: [props.cidrIpv4, props.cidrIpv6, ...listed([props.prefixListId])],
    },
  ],
  'aws:ec2/securityGroup:SecurityGroup': ofGroup,
  'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup': ofGroup,
  'aws:ec2/securityGroupRule:SecurityGroupRule': (props) => (props.type === 'ingress' ? [ruleOf(props)] : []),
  'kubernetes:core/v1:Service': ofService,
}

const isOpen = (blocks: Opening['blocks']) => blocks.some((block) => block && isWorld(block))

const mayBeOpen = ({ protocol, fromPort, toPort }: Opening) =>
  fromPort !== undefined &&
  fromPort === toPort &&
  (protocol === 'udp' ? fromPort === WIREGUARD_PORT : protocol === 'tcp' && WEB.includes(fromPort))

/** An empty list is AWS' default. */
const isPlaneOpen = ({ vpcConfig = {} }: Asked['props']) => {
  if (vpcConfig.endpointPublicAccess === false) return false
  const { publicAccessCidrs: given = [] } = vpcConfig
  return isOpen(given.length > 0 ? given : [WORLD])
}

const portOf = (port: number | undefined) => (port === undefined || port < 0 ? 'all' : port)

/** What it opens to the world that is neither WireGuard nor http(s). */
export const worldOpen = ({ type, props }: Asked): readonly string[] => {
  if (type === 'aws:eks/cluster:Cluster')
    return isPlaneOpen(props) ? ['opens its API server to the world'] : []
  return (openings[type]?.(props) ?? [])
    .filter((opening) => isOpen(opening.blocks) && !mayBeOpen(opening))
    .map(
      ({ protocol, fromPort, toPort }) =>
        `opens ${protocol} ${portOf(fromPort)}–${portOf(toPort)} to the world`,
    )
}
