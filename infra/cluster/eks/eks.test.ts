/** The managed shape. */
import { beforeAll, expect, test } from 'vitest'
import { sealed, standUp } from '../../testing/recording.ts'
import { eks } from '../../testing/shapes.ts'

let standing: ReturnType<typeof standUp>
beforeAll(() => {
  standing = standUp(eks)
})

test('the API server is open to the operator and to nobody else', async () => {
  const { find } = await standing

  expect(find('aws:eks/cluster:Cluster', 'cluster')).toMatchObject({
    version: '1.35',
    accessConfig: { authenticationMode: 'API' },
    vpcConfig: {
      ...{ endpointPrivateAccess: true, endpointPublicAccess: true },
      publicAccessCidrs: ['198.51.100.7/32'],
      subnetIds: ['network-0-id', 'network-1-id'],
    },
  })
})

test('with no operator outside it is not public at all', async () => {
  const { find } = await standUp({ ...eks, operatorCidrs: '[]' })

  const { vpcConfig } = find('aws:eks/cluster:Cluster', 'cluster')
  expect(vpcConfig.endpointPublicAccess).toBe(false)
  expect(vpcConfig).not.toHaveProperty('publicAccessCidrs')
})

test('nodes are Graviton, in the zone of the disks, with an encrypted disk', async () => {
  const { find } = await standing

  expect(find('aws:eks/nodeGroup:NodeGroup', 'cluster')).toMatchObject({
    ...{ amiType: 'AL2023_ARM_64_STANDARD', instanceTypes: ['t4g.medium'], subnetIds: ['network-0-id'] },
    launchTemplate: { id: 'cluster-id', version: '1' },
  })
  expect(find('aws:ec2/launchTemplate:LaunchTemplate', 'cluster').blockDeviceMappings).toMatchObject([
    { ebs: { volumeType: 'gp3', encrypted: 'true' } },
  ])
})

test('every add-on has a version', async () => {
  const { those } = await standing

  const versions = Object.entries(those('aws:eks/addon:Addon')).map(([name, told]) => [
    name,
    told.addonVersion,
  ])
  expect(Object.fromEntries(versions)).toEqual({
    'vpc-cni': 'v1.21.1-eksbuild.3',
    'kube-proxy': 'v1.35.0-eksbuild.2',
    coredns: 'v1.13.2-eksbuild.1',
    'aws-ebs-csi-driver': 'v1.56.0-eksbuild.1',
  })
})

test('network policies are enforced', async () => {
  const { find } = await standing

  const { configurationValues } = find('aws:eks/addon:Addon', 'vpc-cni')
  expect(JSON.parse(configurationValues)).toEqual({ enableNetworkPolicy: 'true' })
})

test("an add-on's role is for its service account alone", async () => {
  const { find } = await standing

  const { assumeRolePolicy } = find('aws:iam/role:Role', 'aws-ebs-csi-driver')
  expect(JSON.parse(assumeRolePolicy).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: 'arn:of:cluster' },
      Condition: {
        StringEquals: {
          'oidc.example/id/1:sub': 'system:serviceaccount:kube-system:ebs-csi-controller-sa',
          'oidc.example/id/1:aud': 'sts.amazonaws.com',
        },
      },
    },
  ])
})

test('the claims of the lounge are bound to disks that a destroy takes with it', async () => {
  const { those } = await standing

  const volumes = Object.values(those('kubernetes:core/v1:PersistentVolume'))
  expect(volumes.map(({ spec }) => [spec.claimRef, spec.csi])).toEqual([
    [
      { namespace: 'lounge-replica', name: 'db' },
      { driver: 'ebs.csi.aws.com', volumeHandle: 'data-id', fsType: 'ext4' },
    ],
    [
      { namespace: 'lounge-replica', name: 'chat' },
      { driver: 'ebs.csi.aws.com', volumeHandle: 'cluster-grants-id', fsType: 'ext4' },
    ],
  ])
})

test('home comes to the node through the tunnel machine, and only to its ports', async () => {
  const { find } = await standing

  const rule = 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule'
  for (const [what, port] of [
    ['midi', 30102],
    ['couchdb', 30984],
  ])
    expect(find(rule, `cluster-tunnel-${what}`)).toEqual({
      ...{ securityGroupId: 'cluster-security-group', ipProtocol: 'tcp' },
      ...{ fromPort: port, toPort: port, cidrIpv4: '10.77.0.2/32' },
    })
  expect(find('aws:ec2/route:Route', 'cluster-tunnel')).toMatchObject({
    ...{ destinationCidrBlock: '10.77.0.2/32', networkInterfaceId: 'cluster-tunnel-interface' },
  })
  expect(find('aws:ec2/instance:Instance', 'cluster-tunnel').sourceDestCheck).toBe(false)
})

test('the kubeconfig is sealed, and asks AWS who its reader is', async () => {
  const { find, outputs } = await standing

  const { users } = JSON.parse(outputs.kubeconfig)
  expect(users[0].user.exec.args).toEqual([
    ...['--region', 'us-east-1', 'eks', 'get-token', '--cluster-name', 'lounge-show'],
  ])
  expect(find('pulumi:providers:kubernetes', 'lounge').kubeconfig).toEqual(sealed(outputs.kubeconfig))
})

test('it says what it costs', async () => {
  const { outputs } = await standing

  expect(outputs.cost).toMatchInlineSnapshot(`
    {
      "month": 111.974,
      "pricesOf": "2026-11",
      "show": 0.614,
    }
  `)
})
