/** What there is in an account, asked of AWS' own API and not of any state. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Account = {
  /** Of the API that stands in for AWS; the real one is never asked, for it costs. */
  readonly endpoint: string
  readonly region: string
}

/** Action → the ids in what it answers. */
const OF_EC2 = {
  'DescribeInstances&Filter.1.Name=instance-state-name&Filter.1.Value.1=running&Filter.1.Value.2=stopped&Filter.1.Value.3=pending':
    /\bi-[0-9a-f]{8,}/g,
  DescribeVolumes: /\bvol-[0-9a-f]{8,}/g,
  DescribeAddresses: /\beipalloc-[0-9a-f]{8,}/g,
  DescribeVpcs: /\bvpc-[0-9a-f]{8,}/g,
  DescribeSubnets: /\bsubnet-[0-9a-f]{8,}/g,
  DescribeSecurityGroups: /\bsg-[0-9a-f]{8,}/g,
  DescribeInternetGateways: /\bigw-[0-9a-f]{8,}/g,
  DescribeRouteTables: /\brtb-[0-9a-f]{8,}/g,
  DescribeLaunchTemplates: /\blt-[0-9a-f]{8,}/g,
  DescribeNatGateways: /\bnat-[0-9a-f]{8,}/g,
} as const

const OTHERS = [
  { service: 'iam', query: 'Action=ListRoles&Version=2010-05-08', ids: /<Arn>([^<]+)/g },
  { service: 'iam', query: 'Action=ListInstanceProfiles&Version=2010-05-08', ids: /<Arn>([^<]+)/g },
  { service: 'iam', query: 'Action=ListOpenIDConnectProviders&Version=2010-05-08', ids: /<Arn>([^<]+)/g },
  { service: 'sns', query: 'Action=ListTopics&Version=2010-03-31', ids: /<TopicArn>([^<]+)/g },
] as const

const OF_JSON = [
  { service: 'ssm', target: 'AmazonSSM.DescribeParameters', body: {}, ids: /"Name": ?"([^"]+)"/g },
  {
    service: 'budgets',
    target: 'AWSBudgetServiceGateway.DescribeBudgets',
    body: { AccountId: '123456789012' },
    ids: /"BudgetName": ?"([^"]+)"/g,
  },
] as const

/** Signed by curl, with the credentials of the environment. */
const signed = async ({ endpoint, region }: Account, service: string, [path, ...args]: readonly string[]) => {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = process.env
  const who = ['--user', `${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}`]
  const how = ['--silent', '--fail', '--aws-sigv4', `aws:amz:${region}:${service}`, ...who]
  return (await run('curl', [...how, ...args, `${endpoint}${path}`], { maxBuffer: 64e6 })).stdout
}

const found = (text: string, ids: RegExp) => [...text.matchAll(ids)].map(([whole, id]) => id ?? whole)

const asked = (account: Account) => {
  const json = 'content-type: application/x-amz-json-1.1'
  return [
    signed(account, 'eks', ['/clusters']).then((text) => found(text, /"([\w-]+)"(?=[,\]])/g)),
    ...Object.entries(OF_EC2).map(async ([action, ids]) =>
      found(await signed(account, 'ec2', ['/', '--data', `Version=2016-11-15&Action=${action}`]), ids),
    ),
    ...OTHERS.map(async ({ service, query, ids }) =>
      found(await signed(account, service, ['/', '--data', query]), ids),
    ),
    ...OF_JSON.map(async ({ service, target, body, ids }) => {
      const head = ['--header', json, '--header', `x-amz-target: ${target}`]
      return found(await signed(account, service, ['/', ...head, '--data', JSON.stringify(body)]), ids)
    }),
  ]
}

/** Ids, each once. */
export const inventory = async (account: Account): Promise<readonly string[]> =>
  [...new Set((await Promise.all(asked(account))).flat())].sort()

const toSsm = (account: Account, action: string, body: object) =>
  signed(account, 'ssm', [
    '/',
    ...['--header', 'content-type: application/x-amz-json-1.1'],
    ...['--header', `x-amz-target: AmazonSSM.${action}`],
    ...['--data', JSON.stringify(body)],
  ])

/** Sets a parameter behind Pulumi's back. */
export const overwrite = (account: Account, name: string, value: string) =>
  toSsm(account, 'PutParameter', { Name: name, Value: value, Type: 'String', Overwrite: true })

/** Takes away a parameter behind Pulumi's back. */
export const remove = (account: Account, name: string) => toSsm(account, 'DeleteParameter', { Name: name })

const toEc2 = (account: Account, query: string) =>
  signed(account, 'ec2', ['/', '--data', `Version=2016-11-15&Action=${query}`])

/** Gives a thing another tag behind Pulumi's back. */
export const retag = (account: Account, id: string, [key, value]: readonly [string, string]) =>
  toEc2(account, `CreateTags&ResourceId.1=${id}&Tag.1.Key=${key}&Tag.1.Value=${value}`)

/** Takes a rule of a security group away behind Pulumi's back. */
export const shut = (account: Account, group: string, rule: string) =>
  toEc2(account, `RevokeSecurityGroupIngress&GroupId=${group}&SecurityGroupRuleId.1=${rule}`)
