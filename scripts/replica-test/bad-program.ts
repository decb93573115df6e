/** A program that breaks the rules of the house is stopped by them before it makes anything. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as aws from '@pulumi/aws'
import { type EngineEvent, LocalWorkspace } from '@pulumi/pulumi/automation/index.js'
import { inventory } from './inventory.ts'

const POLICY = join(import.meta.dirname, '..', '..', 'infra', 'policy')

/** A disk without encryption, a door open to the world, a machine of Intel's. */
const program = async () => {
  const region = 'us-east-1'
  const tags = { project: 'bad', lounge: 'bad' }
  const opts = { provider: new aws.Provider('tagging', { region, defaultTags: { tags } }) }
  new aws.ebs.Volume('open', { availabilityZone: 'us-east-1a', size: 8 }, opts)
  const door = new aws.ec2.SecurityGroup('door', {}, opts)
  new aws.vpc.SecurityGroupIngressRule(
    'ssh',
    { securityGroupId: door.id, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '0.0.0.0/0' },
    opts,
  )
  new aws.ec2.Instance('machine', { ami: 'ami-12345678', instanceType: 'm7i.large' }, opts)
}

/** An engine may stop at the first of them. */
const BROKEN = ['encryption', 'graviton', 'imds-v2', 'no-world-open-port']

export const badProgramIsBlocked = async (endpoint: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-policy-'))
  const account = { endpoint, region: 'us-east-1' }
  const before = await inventory(account)
  try {
    const envVars = { PULUMI_BACKEND_URL: `file://${folder}`, PULUMI_CONFIG_PASSPHRASE: 'of-a-trial' }
    const named = { projectName: 'bad', stackName: 'bad', program }
    const stack = await LocalWorkspace.createStack(named, { envVars })
    const broken = new Set<string>()
    const onEvent = ({ policyEvent }: EngineEvent) => {
      if (policyEvent) broken.add(policyEvent.policyName)
    }
    await assert.rejects(stack.preview({ policyPacks: [POLICY], onEvent }))
    assert.ok(
      BROKEN.some((rule) => broken.has(rule)),
      `broken were only ${[...broken]}`,
    )
    assert.deepEqual(await inventory(account), before)
    return [...broken].sort().join(', ')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
