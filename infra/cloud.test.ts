/** What both shapes in AWS ask for. */
import { beforeAll, describe, expect, test } from 'vitest'
import { publicOf } from './config/wireguard-key.ts'
import { isSealed, standUp } from './testing/recording.ts'
import { eks, k3s, PLANTED, TUNNEL_KEY } from './testing/shapes.ts'

const WORLD = '0.0.0.0/0'

type Rule = {
  readonly ipProtocol: string
  readonly fromPort: number
  readonly toPort: number
  readonly cidrIpv4: string
}

const shapes = [
  ['k3s', k3s],
  ['eks', eks],
] as const

describe.each(shapes)('%s:', (_shape, config) => {
  let standing: ReturnType<typeof standUp>
  beforeAll(() => {
    standing = standUp(config)
  })

  test('nothing comes in from the world but WireGuard', async () => {
    const { those } = await standing

    const rules = Object.values(those('aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule')) as Rule[]
    const open = rules.filter(({ cidrIpv4 }) => cidrIpv4 === WORLD)
    expect(open).toMatchObject([{ ipProtocol: 'udp', fromPort: 51820, toPort: 51820 }])
  })

  test('a destroy begins with the guard: it comes after all else', async () => {
    const { notBefore } = await standing

    expect(await notBefore('guard')).toEqual([])
  })

  test('the data volume is encrypted and protected', async () => {
    const { find, isProtected } = await standing

    expect(find('aws:ebs/volume:Volume', 'data')).toMatchObject({ type: 'gp3', encrypted: true, size: 20 })
    expect(isProtected).toContain('data')
  })

  test('every volume is encrypted', async () => {
    const { those } = await standing

    for (const volume of Object.values(those('aws:ebs/volume:Volume')))
      expect(volume).toMatchObject({ encrypted: true })
  })

  test('machines give credentials to those who have a token only, and none to pods', async () => {
    const { those } = await standing

    for (const machine of Object.values({
      ...those('aws:ec2/instance:Instance'),
      ...those('aws:ec2/launchTemplate:LaunchTemplate'),
    }))
      expect(machine).toMatchObject({
        metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
        creditSpecification: { cpuCredits: 'standard' },
      })
  })

  test('machines have an encrypted disk, and no secret in what they run first', async () => {
    const { those } = await standing

    for (const machine of Object.values(those('aws:ec2/instance:Instance'))) {
      expect(machine).toMatchObject({ rootBlockDevice: { encrypted: true } })
      expect(machine.userData).toEqual(expect.stringMatching(/^#!\/bin\/bash\n/))
      expect(machine.userData).not.toMatch(new RegExp(`${PLANTED}|pppp|ca-key|client-key`))
      expect(Buffer.byteLength(machine.userData)).toBeLessThan(16 * 1024)
    }
  })

  test('no secret reaches a provider in clear', async () => {
    const { recorded } = await standing

    const open = recorded.filter(({ inputs }) => {
      const text = JSON.stringify(inputs, (_key, value) => (isSealed(value) ? undefined : value))
      return /planted|pppp|-key"/.test(text ?? '')
    })
    expect(open.map(({ name }) => name)).toEqual([])
  })

  test('a machine reads its own parameters only', async () => {
    const { those } = await standing

    for (const { policy } of Object.values(those('aws:iam/rolePolicy:RolePolicy'))) {
      const reads = JSON.parse(policy).Statement[0]
      expect(reads.Action).toBe('ssm:GetParameter')
      expect(reads.Resource.every((arn: string) => /^arn:of:/.test(arn))).toBe(true)
    }
  })

  test('the budget counts what is tagged as this stack, and mails before it is spent', async () => {
    const { find } = await standing

    expect(find('aws:budgets/budget:Budget', 'money')).toMatchObject({
      limitAmount: '15',
      costFilters: [{ name: 'TagKeyValue', values: ['user:lounge$show'] }],
      notifications: [
        { threshold: 80, notificationType: 'ACTUAL', subscriberEmailAddresses: ['ops@lounge.example'] },
        { threshold: 100, notificationType: 'FORECASTED' },
      ],
    })
    expect(JSON.parse(find('pulumi:providers:aws', 'aws').defaultTags)).toEqual({
      tags: { project: 'eight-bit-sax-lounge', lounge: 'show' },
    })
  })

  test('there is no NAT gateway and no load balancer', async () => {
    const { recorded } = await standing

    expect(recorded.filter(({ type }) => /nat|elb|lb\//i.test(type.split(':')[1] ?? ''))).toEqual([])
  })

  test('home is told where to dial and what it may reach', async () => {
    const { outputs } = await standing

    expect(outputs.tunnelPeer).toEqual({
      publicKey: publicOf(TUNNEL_KEY),
      endpoint: '203.0.113.10:51820',
      addresses: { cloud: '10.77.0.1', home: '10.77.0.2' },
      allowedIps: ['10.77.0.1/32'],
      ports: { midi: 30102, couchdb: 30984 },
    })
  })
})
