/** The shape of one machine. */
import { beforeAll, expect, test } from 'vitest'
import { sealed, standUp } from '../testing/recording.ts'
import { k3s } from '../testing/shapes.ts'

let standing: ReturnType<typeof standUp>
beforeAll(() => {
  standing = standUp(k3s)
})

test('the API server is open to the operator and to nobody else', async () => {
  const { find } = await standing

  expect(find('aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule', 'cluster-api-0')).toEqual({
    ...{ securityGroupId: 'network-door-id', ipProtocol: 'tcp', fromPort: 6443, toPort: 6443 },
    cidrIpv4: '198.51.100.7/32',
  })
})

test('the machine gets its authorities and its key by encrypted parameters', async () => {
  const { those } = await standing

  const parameters = those('aws:ssm/parameter:Parameter')
  const told = Object.entries(parameters).map(([name, { name: path, type }]) => [name, path, type])
  expect(told.sort()).toEqual([
    ['cluster-authority', '/lounge/show/authority', 'SecureString'],
    ['cluster-hours', '/lounge/show/hours', 'String'],
    ['tunnel', '/lounge/show/tunnel', 'SecureString'],
  ])
})

test('what reaches the machine: the authorities whole, the administrator not at all', async () => {
  const { find } = await standing

  const { value } = find('aws:ssm/parameter:Parameter', 'cluster-authority').value
  const files = Object.fromEntries(
    (value as string)
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string])
      .map(([file, content]) => [file, Buffer.from(content, 'base64').toString()]),
  )
  expect(files).toEqual({
    ...{ 'server-ca.crt': 'server-ca', 'server-ca.key': 'server-ca-key' },
    ...{ 'client-ca.crt': 'client-ca', 'client-ca.key': 'client-ca-key' },
  })
})

test('the machine is told the release and its checksum, and what it keeps is on the volume', async () => {
  const { find } = await standing

  const { userData, instanceType, userDataReplaceOnChange } = find('aws:ec2/instance:Instance', 'cluster')
  expect(userData).toContain("K3S_VERSION='v1.35.2+k3s1'\n")
  expect(userData).toContain(`K3S_SHA256='${'a'.repeat(64)}'\n`)
  expect(userData).toContain("VOLUME='data-id'\n")
  expect({ instanceType, userDataReplaceOnChange }).toEqual({
    instanceType: 't4g.medium',
    userDataReplaceOnChange: true,
  })
})

test('the volume and the address are attached to the machine, which is stopped before it gives up the volume', async () => {
  const { find } = await standing

  expect(find('aws:ec2/volumeAttachment:VolumeAttachment', 'cluster')).toMatchObject({
    ...{ volumeId: 'data-id', instanceId: 'cluster-id', stopInstanceBeforeDetaching: true },
  })
  expect(find('aws:ec2/eipAssociation:EipAssociation', 'cluster')).toMatchObject({
    ...{ allocationId: 'address-id', instanceId: 'cluster-id' },
  })
})

test('the kubeconfig is a secret and holds the administrator', async () => {
  const { find, outputs } = await standing

  const { clusters, users } = JSON.parse(outputs.kubeconfig)
  expect(find('pulumi:providers:kubernetes', 'lounge').kubeconfig).toEqual(sealed(outputs.kubeconfig))
  expect(clusters[0].cluster.server).toBe('https://203.0.113.10:6443')
  expect(Buffer.from(users[0].user['client-key-data'], 'base64').toString()).toBe('client-key')
})

test('a four-hour show costs twenty cents at most', async () => {
  const { outputs } = await standing

  expect(outputs.cost).toEqual({ month: 30.578, show: 0.168, pricesOf: '2026-11' })
})

test('it says how it is started again after it has stopped itself', async () => {
  const { outputs, find } = await standing

  const id = find('aws:ec2/volumeAttachment:VolumeAttachment', 'cluster').instanceId
  expect(outputs.restart).toBe(`aws ec2 start-instances --region us-east-1 --instance-ids ${id}`)
})

test('with no operator outside, the way to the API server is the tunnel', async () => {
  const { those, outputs } = await standUp({ ...k3s, operatorCidrs: '[]' })

  expect(Object.keys(those('aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule'))).toEqual([
    'network-wireguard',
  ])
  expect(outputs.endpoint).toBe('10.77.0.1:6443')
})
