/** The rules of the house for one resource. */
import { looksSecret } from '../../constructs/secret-like.ts'
import { WIREGUARD_PORT } from '../tunnel-peer.ts'
import type { Asked, ResourceRule } from './rule.ts'

const WORLD = ['0.0.0.0/0', '::/0']
const WEB = [80, 443]
/** t4g, c7g, m8gd and so on. */
const GRAVITON = /^(t4g|[a-z]+\d+g[a-z]*)\.[a-z0-9]+$/

type Opening = {
  readonly protocol: string
  readonly fromPort: number | undefined
  readonly toPort: number | undefined
  readonly blocks: readonly (string | undefined)[]
}

/** One by one: in a preview, what is not known yet may not be touched. */
const portsOf = ({ fromPort, toPort }: Pick<Opening, 'fromPort' | 'toPort'>) => ({ fromPort, toPort })

const openingsOf = ({ type, props }: Asked): readonly Opening[] => {
  if (type === 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule')
    return [{ ...portsOf(props), protocol: props.ipProtocol, blocks: [props.cidrIpv4, props.cidrIpv6] }]
  if (type === 'aws:ec2/securityGroup:SecurityGroup')
    return (props.ingress ?? []).map((rule: Asked['props']) => ({
      ...portsOf(rule),
      protocol: rule.protocol,
      blocks: [...(rule.cidrBlocks ?? []), ...(rule.ipv6CidrBlocks ?? [])],
    }))
  return []
}

const isOpen = ({ blocks }: Pick<Opening, 'blocks'>) => blocks.some((block) => block && WORLD.includes(block))

const mayBeOpen = ({ protocol, fromPort, toPort }: Opening) =>
  fromPort !== undefined &&
  fromPort === toPort &&
  (protocol === 'udp' ? fromPort === WIREGUARD_PORT : protocol === 'tcp' && WEB.includes(fromPort))

const worldOpen = (asked: Asked) => {
  const { type, props } = asked
  const { vpcConfig = {} } = props
  const isPlaneOpen =
    type === 'aws:eks/cluster:Cluster' &&
    vpcConfig.endpointPublicAccess !== false &&
    isOpen({ blocks: vpcConfig.publicAccessCidrs ?? WORLD })
  return [
    ...openingsOf(asked)
      .filter((opening) => isOpen(opening) && !mayBeOpen(opening))
      .map(
        ({ protocol, fromPort, toPort }) =>
          `opens ${protocol} ${fromPort ?? 'all'}–${toPort ?? 'all'} to the world`,
      ),
    ...(isPlaneOpen ? ['opens its API server to the world'] : []),
  ]
}

const MACHINES = ['aws:ec2/instance:Instance', 'aws:ec2/launchTemplate:LaunchTemplate']

/** Disks that come with a machine. */
const disksOf = ({ rootBlockDevice, ebsBlockDevices = [], blockDeviceMappings = [] }: Asked['props']) => [
  ...(rootBlockDevice ? [rootBlockDevice] : []),
  ...ebsBlockDevices,
  ...blockDeviceMappings.map(({ ebs }: { ebs: unknown }) => ebs),
]

const isSealed = (disk: { encrypted?: boolean | string } | undefined) => `${disk?.encrypted}` === 'true'

const unencrypted = ({ type, props }: Asked) => {
  if (type === 'aws:ebs/volume:Volume') return isSealed(props) ? [] : ['is not encrypted']
  if (!MACHINES.includes(type)) return []
  const disks = disksOf(props)
  if (disks.length === 0) return ['has a disk of which nobody says that it is encrypted']
  return disks.every(isSealed) ? [] : ['has a disk that is not encrypted']
}

const sizesOf = ({ type, props }: Asked): readonly string[] => {
  if (type === 'aws:eks/nodeGroup:NodeGroup') return props.instanceTypes ?? ['the default']
  return MACHINES.includes(type) && props.instanceType ? [props.instanceType] : []
}

/** What everyone who may look can read. */
const openTexts = ({ type, props }: Asked): readonly unknown[] => {
  if (MACHINES.includes(type)) return [props.userData, props.userDataBase64]
  if (type === 'aws:ssm/parameter:Parameter') return props.type === 'SecureString' ? [] : [props.value]
  return type === 'kubernetes:core/v1:ConfigMap' ? Object.values(props.data ?? {}) : []
}

const isSecret = (text: unknown) =>
  typeof text === 'string' &&
  (/-----BEGIN [A-Z ]*PRIVATE KEY/.test(text) || text.split(/\s+/).some(looksSecret))

const PUBLIC_ACLS = ['public-read', 'public-read-write', 'authenticated-read']

export const rules: readonly ResourceRule[] = [
  {
    name: 'no-world-open-port',
    says: 'Only WireGuard and http(s) are open to the world.',
    check: worldOpen,
  },
  {
    name: 'imds-v2',
    says: 'A machine gives its credentials only to those who have a token.',
    check: ({ type, props }) =>
      MACHINES.includes(type) && props.metadataOptions?.httpTokens !== 'required'
        ? ['does not require tokens (metadataOptions.httpTokens)']
        : [],
  },
  { name: 'encryption', says: 'Every disk is encrypted.', check: unencrypted },
  {
    name: 'graviton',
    says: 'Machines are Graviton.',
    check: (asked) =>
      sizesOf(asked)
        .filter((size) => !GRAVITON.test(size))
        .map((size) => `is of the size ${size}`),
  },
  {
    name: 'no-nat-gateway',
    says: 'No NAT gateway: it costs more than all the rest.',
    check: ({ type }) => (type === 'aws:ec2/natGateway:NatGateway' ? ['is a NAT gateway'] : []),
  },
  {
    name: 'no-public-bucket',
    says: 'No bucket is public.',
    check: ({ type, props }) =>
      type.startsWith('aws:s3/') && PUBLIC_ACLS.includes(props.acl) ? [`has the acl ${props.acl}`] : [],
  },
  {
    name: 'no-plaintext-secret',
    says: 'No secret where everyone who may look can read it.',
    check: (asked) => (openTexts(asked).some(isSecret) ? ['holds in clear what looks like a secret'] : []),
  },
  {
    name: 'tags',
    says: 'All that costs is tagged with the project and the stack.',
    check: ({ type, props }) =>
      type === 'pulumi:providers:aws' &&
      !/"lounge":.*"project":|"project":.*"lounge":/.test(text(props.defaultTags))
        ? ['tags nothing with project and lounge (defaultTags)']
        : [],
  },
]

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))
