/** What the rules refuse, one bad resource each, and that our own shapes pass. */
import { describe, expect, test } from 'vitest'
import { standUp } from '../testing/recording.ts'
import { eks, k3s } from '../testing/shapes.ts'
import { rules } from './rules.ts'
import { stackRules } from './stack-rules.ts'

const ingress = 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule'
const instance = 'aws:ec2/instance:Instance'
const group = 'aws:ec2/securityGroup:SecurityGroup'

const faultsOf = (type: string, props: object) =>
  rules.flatMap(({ name, check }) => check({ type, name: 'bad', props }).map((fault) => `${name}: ${fault}`))

const good = {
  instanceType: 't4g.medium',
  metadataOptions: { httpTokens: 'required' },
  rootBlockDevice: { encrypted: true },
}

const bad: readonly [type: string, props: object, says: string][] = [
  [
    ingress,
    { ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '0.0.0.0/0' },
    'no-world-open-port: opens tcp 22–22 to the world',
  ],
  [
    ingress,
    { ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv6: '::/0' },
    'no-world-open-port: opens tcp 22–22 to the world',
  ],
  [
    ingress,
    { ipProtocol: 'tcp', fromPort: 80, toPort: 443, cidrIpv4: '0.0.0.0/0' },
    'no-world-open-port: opens tcp 80–443 to the world',
  ],
  [ingress, { ipProtocol: '-1', cidrIpv4: '0.0.0.0/0' }, 'no-world-open-port: opens -1 all–all to the world'],
  [
    group,
    { ingress: [{ protocol: 'tcp', fromPort: 6443, toPort: 6443, cidrBlocks: ['10.0.0.0/8', '0.0.0.0/0'] }] },
    'no-world-open-port: opens tcp 6443–6443 to the world',
  ],
  [
    'aws:eks/cluster:Cluster',
    { vpcConfig: { endpointPublicAccess: true } },
    'no-world-open-port: opens its API server to the world',
  ],
  [
    instance,
    { ...good, metadataOptions: {} },
    'imds-v2: does not require tokens (metadataOptions.httpTokens)',
  ],
  [instance, { ...good, rootBlockDevice: {} }, 'encryption: has a disk that is not encrypted'],
  [
    instance,
    { ...good, rootBlockDevice: undefined },
    'encryption: has a disk of which nobody says that it is encrypted',
  ],
  ['aws:ebs/volume:Volume', { type: 'gp3' }, 'encryption: is not encrypted'],
  [instance, { ...good, instanceType: 't3.medium' }, 'graviton: is of the size t3.medium'],
  ['aws:eks/nodeGroup:NodeGroup', {}, 'graviton: is of the size the default'],
  ['aws:ec2/natGateway:NatGateway', {}, 'no-nat-gateway: is a NAT gateway'],
  ['aws:s3/bucketAcl:BucketAcl', { acl: 'public-read' }, 'no-public-bucket: has the acl public-read'],
  [
    instance,
    { ...good, userData: '#!/bin/sh\n-----BEGIN PRIVATE KEY-----\n' },
    'no-plaintext-secret: holds in clear what looks like a secret',
  ],
  [
    'aws:ssm/parameter:Parameter',
    { type: 'String', value: '-----BEGIN EC PRIVATE KEY-----' },
    'no-plaintext-secret: holds in clear what looks like a secret',
  ],
  [
    'pulumi:providers:aws',
    { region: 'us-east-1' },
    'tags: tags nothing with project and lounge (defaultTags)',
  ],
]

test.each(bad)('%s %j is refused: %s', (type, props, says) => {
  expect(faultsOf(type, props)).toEqual([says])
})

test('what costs needs a budget', () => {
  const machine = { type: instance, name: 'machine', props: good }
  const budget = { type: 'aws:budgets/budget:Budget', name: 'budget', props: {} }
  const said = (all: readonly (typeof machine | typeof budget)[]) =>
    stackRules.flatMap(({ check }) => check(all))

  expect(said([machine])).toEqual(['there is something of AWS, and no budget'])
  expect(said([machine, budget])).toEqual([])
})

test('every bucket needs a block of its own', () => {
  const bucket = { type: 'aws:s3/bucket:Bucket', name: 'bucket', props: {} }
  const budget = { type: 'aws:budgets/budget:Budget', name: 'budget', props: {} }

  expect(stackRules.flatMap(({ check }) => check([bucket, budget]))).toEqual([
    '1 buckets, of which 0 refuse the public',
  ])
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
