/** A program that breaks the rules of the house is stopped by them before it makes anything. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as aws from '@pulumi/aws'
import { type EngineEvent, LocalWorkspace } from '@pulumi/pulumi/automation/index.js'
import { rules } from '../../infra/policy/rules.ts'
import { stackRules } from '../../infra/policy/stack-rules.ts'
import { inventory } from './inventory.ts'

const POLICY = join(import.meta.dirname, '..', '..', 'infra', 'policy')

const region = 'us-east-1'

const tagging = () => {
  const tags = { project: 'bad', lounge: 'bad' }
  return { provider: new aws.Provider('tagging', { region, defaultTags: { tags } }) }
}

/** Half the world let in, a machine of Intel's without encryption, a gateway, a secret in clear, a bucket for anyone. */
const breaksEach = async () => {
  const opts = tagging()
  const door = new aws.ec2.SecurityGroup('door', {}, opts)
  new aws.vpc.SecurityGroupIngressRule(
    'ssh',
    { securityGroupId: door.id, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '128.0.0.0/1' },
    opts,
  )
  const userData = "#!/bin/sh\nDB_PASSWORD='hunter22'\n"
  new aws.ec2.Instance('machine', { ami: 'ami-12345678', instanceType: 'm7i.large', userData }, opts)
  new aws.ec2.NatGateway('gateway', { subnetId: 'subnet-12345678' }, opts)
  new aws.s3.BucketPolicy('policy', { bucket: 'songs', policy: OPEN }, opts)
}

/** Made by a provider that nobody wrote down. */
const breaksTags = async () => {
  new aws.sns.Topic('topic', {})
}

const OPEN = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] })

/** Right one by one, and wrong together. */
const breaksTogether = async () => {
  const opts = tagging()
  new aws.s3.Bucket('bucket', {}, opts)
}

/** An engine may stop at the first of them, and looks at all together only where each is right. */
const programs = [
  [breaksEach, rules],
  [breaksTags, rules],
  [breaksTogether, stackRules],
] as const

/** Names of the rules that stopped it. */
const brokenBy = async (program: () => Promise<void>, folder: string) => {
  const envVars = { PULUMI_BACKEND_URL: `file://${folder}`, PULUMI_CONFIG_PASSPHRASE: 'of-a-trial' }
  const named = { projectName: 'bad', stackName: 'bad', program }
  const stack = await LocalWorkspace.createOrSelectStack(named, { envVars })
  const broken = new Set<string>()
  const onEvent = ({ policyEvent }: EngineEvent) => {
    if (policyEvent) broken.add(policyEvent.policyName)
  }
  await assert.rejects(stack.preview({ policyPacks: [POLICY], onEvent }))
  return broken
}

export const badProgramIsBlocked = async (endpoint: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-policy-'))
  const account = { endpoint, region }
  const before = await inventory(account)
  try {
    const all: string[] = []
    for (const [program, expected] of programs) {
      const broken = await brokenBy(program, folder)
      assert.ok(
        expected.some(({ name }) => broken.has(name)),
        `broken were only ${[...broken]}`,
      )
      all.push(...broken)
    }
    assert.deepEqual(await inventory(account), before)
    return all.sort().join(', ')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
