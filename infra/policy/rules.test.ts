/** What the rules refuse, by whatever way it is tried, what they let pass, and that our own shapes do. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { standUp } from '../testing/recording.ts'
import { eks, k3s } from '../testing/shapes.ts'
import type { Asked } from './rule.ts'
import { rules } from './rules.ts'
import { stackRules } from './stack-rules.ts'

const INGRESS = 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule'
const INSTANCE = 'aws:ec2/instance:Instance'
const GROUP = 'aws:ec2/securityGroup:SecurityGroup'
const TEMPLATE = 'aws:ec2/launchTemplate:LaunchTemplate'
const NODES = 'aws:eks/nodeGroup:NodeGroup'
const PLANE = 'aws:eks/cluster:Cluster'
const MAP = 'kubernetes:core/v1:ConfigMap'
const PEM = '-----BEGIN EC PRIVATE KEY-----\nMHc\n'
const RANDOM = 'dGhpc0lzUmFuZG9tMTIzNDU2Nzg5MGFiY2RlZg4kLm2'

const faultsOf = (type: string, props: object) =>
  rules.flatMap(({ name, check }) => check({ type, name: 'bad', props }).map((fault) => `${name}: ${fault}`))

const ssh = { ipProtocol: 'tcp', fromPort: 22, toPort: 22 }
const inline = { protocol: 'tcp', fromPort: 6443, toPort: 6443 }
const good = {
  instanceType: 't4g.medium',
  metadataOptions: { httpTokens: 'required' },
  rootBlockDevice: { encrypted: true },
}
const template = {
  metadataOptions: good.metadataOptions,
  blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { encrypted: 'true' } }],
}
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64')
const withEnv = (env: object) => ({ spec: { template: { spec: { containers: [{ env: [env] }] } } } })

const anyone = { Effect: 'Allow', Principal: '*' }
const withArgs = (...args: string[]) => ({ spec: { template: { spec: { containers: [{ args }] } } } })

type Case = readonly [what: string, type: string, props: object]

const bad: Readonly<Record<string, readonly Case[]>> = {
  'no-world-open-port': [
    ['the world', INGRESS, { ...ssh, cidrIpv4: '0.0.0.0/0' }],
    ['the world by IPv6', INGRESS, { ...ssh, cidrIpv6: '::/0' }],
    ['the world by its whole name', INGRESS, { ...ssh, cidrIpv6: '0:0:0:0:0:0:0:0/0' }],
    ['half the world', INGRESS, { ...ssh, cidrIpv4: '128.0.0.0/1' }],
    ['an eighth of it', INGRESS, { ...ssh, cidrIpv6: '2000::/3' }],
    ['more than a private range', INGRESS, { ...ssh, cidrIpv4: '10.0.0.0/7' }],
    ['what is no block', INGRESS, { ...ssh, cidrIpv4: 'anywhere' }],
    ['a list of whoever', INGRESS, { ...ssh, prefixListId: 'pl-1' }],
    ['more than http', INGRESS, { ...ssh, fromPort: 80, toPort: 443, cidrIpv4: '0.0.0.0/0' }],
    ['every protocol', INGRESS, { ipProtocol: '-1', cidrIpv4: '0.0.0.0/0' }],
    ['every port', INGRESS, { ipProtocol: 'tcp', fromPort: -1, toPort: -1, cidrIpv4: '0.0.0.0/0' }],
    ['http by UDP', INGRESS, { ipProtocol: 'udp', fromPort: 443, toPort: 443, cidrIpv4: '0.0.0.0/0' }],
    [
      'a group with rules inside',
      GROUP,
      { ingress: [{ ...inline, cidrBlocks: ['10.0.0.0/8', '0.0.0.0/0'] }] },
    ],
    ['a group, by IPv6', GROUP, { ingress: [{ ...inline, ipv6CidrBlocks: ['::/0'] }] }],
    [
      "the network's own group",
      'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup',
      { ingress: [{ ...inline, protocol: '-1', cidrBlocks: ['0.0.0.0/0'] }] },
    ],
    [
      'a rule of the older kind',
      'aws:ec2/securityGroupRule:SecurityGroupRule',
      { ...inline, type: 'ingress', cidrBlocks: ['0.0.0.0/0'] },
    ],
    ['an API server', PLANE, { vpcConfig: { endpointPublicAccess: true } }],
    ['an API server to nobody named', PLANE, { vpcConfig: { publicAccessCidrs: [] } }],
    ['an API server in halves', PLANE, { vpcConfig: { publicAccessCidrs: ['0.0.0.0/1', '128.0.0.0/1'] } }],
    [
      'a balancer of Kubernetes',
      'kubernetes:core/v1:Service',
      { spec: { type: 'LoadBalancer', ports: [{ port: 5984 }] } },
    ],
  ],
  'imds-v2': [
    ['a machine', INSTANCE, { ...good, metadataOptions: {} }],
    ['a machine that may', INSTANCE, { ...good, metadataOptions: { httpTokens: 'optional' } }],
    ['a template', TEMPLATE, { ...template, metadataOptions: undefined }],
    [
      'a request for a spare machine',
      'aws:ec2/spotInstanceRequest:SpotInstanceRequest',
      { ...good, metadataOptions: {} },
    ],
    [
      'a fleet that describes its machines itself',
      'aws:ec2/spotFleetRequest:SpotFleetRequest',
      { launchSpecifications: [{ instanceType: 't4g.medium' }] },
    ],
  ],
  encryption: [
    ['a volume', 'aws:ebs/volume:Volume', { type: 'gp3' }],
    ['a volume of a snapshot', 'aws:ebs/volume:Volume', { snapshotId: 'snap-1', encrypted: false }],
    ['a copy of a snapshot', 'aws:ebs/snapshotCopy:SnapshotCopy', {}],
    ['a copy of an image', 'aws:ec2/amiCopy:AmiCopy', {}],
    ['a database', 'aws:rds/instance:Instance', {}],
    ['a machine', INSTANCE, { ...good, rootBlockDevice: {} }],
    ['a machine that says nothing', INSTANCE, { ...good, rootBlockDevice: undefined }],
    [
      'a machine whose other disk is sealed',
      INSTANCE,
      { ...good, rootBlockDevice: undefined, ebsBlockDevices: [{ encrypted: true }] },
    ],
    ['a further disk', INSTANCE, { ...good, ebsBlockDevices: [{ encrypted: false }] }],
    [
      'a template that says nothing of the first disk',
      TEMPLATE,
      { ...template, blockDeviceMappings: [{ deviceName: '/dev/sdf', ebs: { encrypted: 'true' } }] },
    ],
    ['nodes without a template', NODES, { instanceTypes: ['t4g.medium'] }],
  ],
  graviton: [
    ['a machine', INSTANCE, { ...good, instanceType: 't3.medium' }],
    ['one of AMD', INSTANCE, { ...good, instanceType: 'm7a.large' }],
    ['one with a graphics card', INSTANCE, { ...good, instanceType: 'g4dn.xlarge' }],
    ['nodes of the default', NODES, { launchTemplate: {} }],
    ['nodes of both', NODES, { launchTemplate: {}, instanceTypes: ['t4g.medium', 't3.medium'] }],
    [
      'nodes with an image for Intel',
      NODES,
      { launchTemplate: {}, instanceTypes: ['t4g.medium'], amiType: 'AL2023_x86_64_STANDARD' },
    ],
    ['whatever has the memory', TEMPLATE, { ...template, instanceRequirements: { memoryMib: { min: 1 } } }],
    [
      'a group that mixes',
      'aws:autoscaling/group:Group',
      { mixedInstancesPolicy: { launchTemplate: { overrides: [{ instanceType: 'm7i.large' }] } } },
    ],
    ...['aws:ec2/fleet:Fleet', 'aws:ec2/spotFleetRequest:SpotFleetRequest'].map(
      (type): Case => [
        type,
        type,
        { launchTemplateConfigs: [{ overrides: [{ instanceType: 'c7i.large' }] }] },
      ],
    ),
  ],
  'no-nat-gateway': [
    ['the gateway', 'aws:ec2/natGateway:NatGateway', {}],
    [
      'a way through one',
      'aws:ec2/route:Route',
      { destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-1' },
    ],
    [
      'a machine in its place',
      'aws:ec2/route:Route',
      { destinationCidrBlock: '0.0.0.0/0', networkInterfaceId: 'eni-1' },
    ],
    [
      'a machine in its place, by a list',
      'aws:ec2/route:Route',
      { destinationPrefixListId: 'pl-1', networkInterfaceId: 'eni-1' },
    ],
    [
      'a table with the way inside',
      'aws:ec2/routeTable:RouteTable',
      { routes: [{ cidrBlock: '0.0.0.0/1', networkInterfaceId: 'eni-1' }] },
    ],
  ],
  'no-public-bucket': [
    ['an acl', 'aws:s3/bucketAcl:BucketAcl', { acl: 'public-read' }],
    ['an acl inside', 'aws:s3/bucket:Bucket', { acl: 'public-read-write' }],
    [
      'a grant to everybody',
      'aws:s3/bucketAcl:BucketAcl',
      {
        accessControlPolicy: {
          grants: [{ grantee: { uri: 'http://acs.amazonaws.com/groups/global/AllUsers' } }],
        },
      },
    ],
    [
      'a policy for anyone',
      'aws:s3/bucketPolicy:BucketPolicy',
      { policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: '*' } }] }) },
    ],
    ...[
      { Bool: { 'aws:SecureTransport': 'true' } },
      { StringNotEquals: { 'aws:PrincipalAccount': '1' } },
      { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } },
      { ArnLike: { 'aws:PrincipalArn': ['*'] } },
    ].map(
      (Condition): Case => [
        `a policy for anyone who fulfils ${JSON.stringify(Condition)}`,
        'aws:s3/bucketPolicy:BucketPolicy',
        { policy: { Statement: { ...anyone, Condition } } },
      ],
    ),
    [
      'a policy for all but one',
      'aws:s3/bucketPolicy:BucketPolicy',
      { policy: { Statement: { Effect: 'Allow', NotPrincipal: { AWS: 'arn:aws:iam::1:root' } } } },
    ],
    ['a policy inside', 'aws:s3/bucket:Bucket', { policy: { Statement: anyone } }],
    ['an access point', 'aws:s3/accessPoint:AccessPoint', { policy: { Statement: anyone } }],
  ],
  'no-plaintext-secret': [
    ['a key in user data', INSTANCE, { ...good, userData: `#!/bin/sh\n${PEM}` }],
    ['a password in user data', INSTANCE, { ...good, userData: "#!/bin/sh\nDB_PASSWORD='hunter22'\n" }],
    ['something random in user data', INSTANCE, { ...good, userData: `#!/bin/sh\nX='${RANDOM}'\n` }],
    ['user data in base64', INSTANCE, { ...good, userDataBase64: base64(PEM) }],
    ['user data that is packed', INSTANCE, { ...good, userDataBase64: base64(gzipSync(PEM)) }],
    ["a template's user data", TEMPLATE, { ...template, userData: base64('TOKEN=abcdefgh') }],
    ['a parameter', 'aws:ssm/parameter:Parameter', { type: 'String', value: PEM }],
    ['a ConfigMap', MAP, { data: { key: PEM } }],
    ['a ConfigMap in base64', MAP, { binaryData: { key: base64(PEM) } }],
    [
      'a variable of a pod',
      'kubernetes:apps/v1:Deployment',
      withEnv({ name: 'DB_PASSWORD', value: 'hunter22' }),
    ],
    ['a variable by another name', 'kubernetes:batch/v1:CronJob', withEnv({ name: 'X', value: RANDOM })],
    ['an argument of a pod', 'kubernetes:apps/v1:Deployment', withArgs('--password=hunter22')],
    ['a parameter that is told to be open', 'aws:ssm/parameter:Parameter', { insecureValue: PEM }],
    ['a tag', INSTANCE, { ...good, tags: { Password: 'hunter22' } }],
    ['user data in base64 by the plain name', INSTANCE, { ...good, userData: base64(PEM) }],
    ['code', 'aws:lambda/function:Function', { environment: { variables: { API_KEY: 'hunter22' } } }],
  ],
  tags: [['a provider', 'pulumi:providers:aws', { region: 'us-east-1' }]],
}

const defaultTags = JSON.stringify({ tags: { project: 'p', lounge: 'show' } })

const fine: readonly Case[] = [
  ['WireGuard', INGRESS, { ipProtocol: 'udp', fromPort: 51820, toPort: 51820, cidrIpv4: '0.0.0.0/0' }],
  ['https', INGRESS, { ipProtocol: '6', fromPort: 443, toPort: 443, cidrIpv6: '::/0' }],
  ['an operator', INGRESS, { ...ssh, cidrIpv4: '198.51.100.7/32' }],
  ['neighbours', GROUP, { ingress: [{ ...inline, cidrBlocks: ['10.0.0.0/8', '172.16.0.0/12'] }] }],
  [
    'what leaves',
    'aws:ec2/securityGroupRule:SecurityGroupRule',
    { ...inline, type: 'egress', cidrBlocks: ['0.0.0.0/0'] },
  ],
  ['an API server of its network', PLANE, { vpcConfig: { endpointPublicAccess: false } }],
  [
    'a balancer for a few',
    'kubernetes:core/v1:Service',
    {
      spec: { type: 'LoadBalancer', loadBalancerSourceRanges: ['198.51.100.7/32'], ports: [{ port: 5984 }] },
    },
  ],
  ['a machine', INSTANCE, good],
  ['a machine without metadata', INSTANCE, { ...good, metadataOptions: { httpEndpoint: 'disabled' } }],
  ['a template', TEMPLATE, { ...template, userData: base64('#!/bin/sh\necho hello\n') }],
  [
    'nodes',
    NODES,
    { launchTemplate: { id: 'lt-1' }, instanceTypes: ['m8g.large'], amiType: 'BOTTLEROCKET_ARM_64' },
  ],
  [
    'a way to one host',
    'aws:ec2/route:Route',
    { destinationCidrBlock: '10.77.0.2/32', networkInterfaceId: 'eni-1' },
  ],
  ['a bucket', 'aws:s3/bucketAcl:BucketAcl', { acl: 'private' }],
  [
    'a policy for one',
    'aws:s3/bucketPolicy:BucketPolicy',
    { policy: { Statement: { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::1:root' } } } },
  ],
  [
    'a policy for an organisation',
    'aws:s3/bucketPolicy:BucketPolicy',
    { policy: { Statement: { ...anyone, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } } } },
  ],
  ['a sealed parameter', 'aws:ssm/parameter:Parameter', { type: 'SecureString', value: PEM }],
  [
    'a checksum',
    INSTANCE,
    { ...good, userData: `K3S_SHA256='${'0a'.repeat(32)}'\nHOME_PUBLIC_KEY='${RANDOM}='\n` },
  ],
  [
    'a file with a password',
    'kubernetes:apps/v1:Deployment',
    withEnv({ name: 'COUCHDB_PASSWORD_FILE', value: '/run/secrets/password' }),
  ],
  ['a provider that tags', 'pulumi:providers:aws', { defaultTags }],
]

describe.each(Object.entries(bad))('%s refuses', (rule, cases) => {
  test.each(cases)('%s', (_what, type, props) => {
    expect(faultsOf(type, props)).toEqual([expect.stringMatching(new RegExp(`^${rule}: `))])
  })
})

test('what is refused is said', () => {
  expect(faultsOf(INGRESS, { ...ssh, cidrIpv4: '0.0.0.0/0' })).toEqual([
    'no-world-open-port: opens tcp 22–22 to the world',
  ])
})

describe('nobody minds', () => {
  test.each(fine)('%s', (_what, type, props) => {
    expect(faultsOf(type, props)).toEqual([])
  })
})

test('what a provider without tags makes is refused, also where nobody wrote the provider down', () => {
  const tagged = { props: { defaultTags } }
  const check = (provider: { props: object }) =>
    rules.flatMap((rule) => rule.check({ type: 'aws:sns/topic:Topic', name: 'topic', props: {}, provider }))

  expect(check({ props: {} })).toEqual(['is made by a provider that tags nothing'])
  expect(check(tagged)).toEqual([])
})

const ofAll = (all: readonly Asked[]) => stackRules.flatMap(({ check }) => check(all))
const asked = (type: string, name: string, props: object): Asked => ({
  type,
  name,
  props,
  urn: `urn:${name}`,
})
const notifications = [{ subscriberEmailAddresses: ['ops@lounge.example'] }]
const budget = asked('aws:budgets/budget:Budget', 'budget', { notifications })

test('what costs needs a budget that tells somebody', () => {
  const machine = asked(INSTANCE, 'machine', good)
  const silent = { ...budget, props: {} }

  const says = ['there is something of AWS, and no budget that tells anybody']
  expect([ofAll([machine]), ofAll([machine, silent])]).toEqual([says, says])
  expect(ofAll([machine, budget])).toEqual([])
})

describe('a bucket needs a block that refuses the public:', () => {
  const bucket = asked('aws:s3/bucket:Bucket', 'bucket', { bucket: 'songs' })
  const all = {
    ...{ blockPublicAcls: true, blockPublicPolicy: true },
    ...{ ignorePublicAcls: true, restrictPublicBuckets: true },
  }
  const block = (props: object) =>
    asked('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'block', props)
  const unblocked = ['bucket has no block of its own that refuses the public']

  test.each<[string, Asked[], string[]]>([
    ['none', [], unblocked],
    ['half of one', [block({ ...all, bucket: 'songs', blockPublicPolicy: false })], unblocked],
    ["another bucket's", [block({ ...all, bucket: 'films' })], unblocked],
    [
      "another bucket's twice",
      [block({ ...all, bucket: 'films' }), block({ ...all, bucket: 'films' })],
      unblocked,
    ],
    ['its own by name', [block({ ...all, bucket: 'songs' })], []],
    [
      'its own by where the name comes from',
      [{ ...block(all), propertyDependencies: { bucket: [{ urn: 'urn:bucket' }] } }],
      [],
    ],
  ])('%s', (_what, blocks, says) => {
    expect(ofAll([bucket, budget, ...blocks])).toEqual(says)
  })
})

describe('our own shapes pass:', () => {
  test.each([
    ['k3s', k3s],
    ['eks', eks],
  ])('%s', async (_shape, config) => {
    const { recorded } = await standUp(config)

    const asked = recorded.map(({ type, name, inputs: props }) => ({ type, name, props }))
    const faults = [
      ...asked.flatMap((each) => rules.flatMap(({ check }) => check(each))),
      ...stackRules.flatMap(({ check }) => check(asked)),
    ]
    expect(faults).toEqual([])
  })
})
