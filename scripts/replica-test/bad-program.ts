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

/** As all that is ours is made. */
const tagging = () => {
  const tags = { project: 'bad', lounge: 'bad' }
  return { provider: new aws.Provider('tagging', { region, defaultTags: { tags } }) }
}

type Opts = ReturnType<typeof tagging>

const [image, subnetId] = ['ami-12345678', 'subnet-12345678']
const metadataOptions = { httpTokens: 'required' }
const rootBlockDevice = { encrypted: true }
const sound = { ami: image, subnetId, instanceType: 't4g.small', metadataOptions, rootBlockDevice }
const open = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] })
const told = {
  ...{ comparisonOperator: 'GREATER_THAN', notificationType: 'ACTUAL', thresholdType: 'PERCENTAGE' },
  ...{ threshold: 80, subscriberEmailAddresses: ['ops@lounge.example'] },
}

/** Rule → what breaks it and, but for the budget, no other. */
const breaking: Readonly<Record<string, (opts: Opts) => void>> = {
  // Half of the world.
  'no-world-open-port': (opts) => {
    const ssh = { ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '128.0.0.0/1' }
    new aws.vpc.SecurityGroupIngressRule('ssh', { securityGroupId: 'sg-12345678', ...ssh }, opts)
  },
  'imds-v2': (opts) => {
    new aws.ec2.Instance('machine', { ...sound, metadataOptions: { httpTokens: 'optional' } }, opts)
  },
  encryption: (opts) => {
    new aws.ebs.Volume('volume', { availabilityZone: `${region}a`, size: 8 }, opts)
  },
  graviton: (opts) => {
    new aws.ec2.Instance('machine', { ...sound, instanceType: 'm7i.large' }, opts)
  },
  'no-nat-gateway': (opts) => {
    new aws.ec2.NatGateway('gateway', { subnetId }, opts)
  },
  'no-public-bucket': (opts) => {
    new aws.s3.BucketPolicy('policy', { bucket: 'songs', policy: open }, opts)
  },
  'no-plaintext-secret': (opts) => {
    const userData = "#!/bin/sh\nDB_PASSWORD='hunter22'\n"
    new aws.ec2.Instance('machine', { ...sound, userData }, opts)
  },
  // Made by a provider that nobody wrote down.
  tags: () => {
    new aws.sns.Topic('topic', {})
  },
  budget: (opts) => {
    new aws.sns.Topic('topic', {}, opts)
  },
  'buckets-refuse-the-public': (opts) => {
    const limit = { budgetType: 'COST', timeUnit: 'MONTHLY', limitAmount: '15', limitUnit: 'USD' }
    new aws.budgets.Budget('budget', { ...limit, notifications: [told] }, opts)
    new aws.s3.Bucket('bucket', {}, opts)
  },
}

/** Names of the rules that stopped it. */
const brokenBy = async (breaks: (opts: Opts) => void, folder: string) => {
  const envVars = { PULUMI_BACKEND_URL: `file://${folder}`, PULUMI_CONFIG_PASSPHRASE: 'of-a-trial' }
  const program = async () => breaks(tagging())
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
    for (const { name } of [...rules, ...stackRules]) {
      const breaks = breaking[name]
      assert.ok(breaks, `nothing here breaks the rule ${name}`)
      // One at a time: an engine may stop at the first that is broken.
      const broken = await brokenBy(breaks, folder)
      assert.ok(broken.has(name), `${name} is not broken; ${[...broken].join(', ') || 'none'} is`)
    }
    assert.deepEqual(await inventory(account), before)
    return Object.keys(breaking).join(', ')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
