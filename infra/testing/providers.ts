/** What providers would answer; whatever is not here is refused. */

type Outputs = (name: string) => Record<string, unknown>

const nothing: Outputs = () => ({})
const withArn: Outputs = (name) => ({ arn: `arn:of:${name}` })

/** The project's own components, and dynamic resources: they answer nothing that a test reads. */
const OURS = /^lounge:(index|cluster):/

/** Of each type, what the program reads back. */
const known: Readonly<Record<string, Outputs>> = {
  'pulumi:pulumi:Stack': nothing,
  'pulumi:providers:kubernetes': nothing,
  'pulumi:providers:aws': nothing,
  'pulumi-nodejs:dynamic/lounge:Guard': nothing,
  'pulumi-nodejs:dynamic/lounge:Answers': nothing,
  'pulumi-nodejs:dynamic/lounge:Authority': () => ({
    ...{ serverCa: 'server-ca', serverCaKey: 'server-ca-key' },
    ...{ clientCa: 'client-ca', clientCaKey: 'client-ca-key' },
    ...{ client: 'client', clientKey: 'client-key' },
  }),
  'aws:budgets/budget:Budget': nothing,
  'aws:ebs/volume:Volume': nothing,
  'aws:ec2/eip:Eip': () => ({ publicIp: '203.0.113.10' }),
  'aws:ec2/eipAssociation:EipAssociation': nothing,
  'aws:ec2/instance:Instance': (name) => ({ primaryNetworkInterfaceId: `${name}-interface` }),
  'aws:ec2/internetGateway:InternetGateway': nothing,
  'aws:ec2/launchTemplate:LaunchTemplate': () => ({ latestVersion: 1 }),
  'aws:ec2/route:Route': nothing,
  'aws:ec2/routeTable:RouteTable': nothing,
  'aws:ec2/routeTableAssociation:RouteTableAssociation': nothing,
  'aws:ec2/securityGroup:SecurityGroup': nothing,
  'aws:ec2/subnet:Subnet': nothing,
  'aws:ec2/volumeAttachment:VolumeAttachment': nothing,
  'aws:ec2/vpc:Vpc': nothing,
  'aws:eks/addon:Addon': nothing,
  'aws:eks/cluster:Cluster': () => ({
    endpoint: 'https://plane.eks.example',
    certificateAuthority: { data: 'Y2E=' },
    identities: [{ oidcs: [{ issuer: 'https://oidc.example/id/1' }] }],
    vpcConfig: { clusterSecurityGroupId: 'cluster-security-group' },
  }),
  'aws:eks/nodeGroup:NodeGroup': nothing,
  'aws:iam/instanceProfile:InstanceProfile': nothing,
  'aws:iam/openIdConnectProvider:OpenIdConnectProvider': withArn,
  'aws:iam/role:Role': withArn,
  'aws:iam/rolePolicy:RolePolicy': nothing,
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': nothing,
  'aws:sns/topic:Topic': withArn,
  'aws:sns/topicSubscription:TopicSubscription': nothing,
  'aws:ssm/parameter:Parameter': withArn,
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule': nothing,
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': nothing,
}

/** Throws for a type that nobody expects. */
export const outputsOf = (type: string, name: string) => {
  const outputs = OURS.test(type) || type.startsWith('kubernetes:') ? nothing : known[type]
  if (outputs) return outputs(name)
  throw new Error(`Resource not expected: ${type} ${name}`)
}

type Call = (inputs: Record<string, unknown>) => Record<string, unknown>

/** Functions of providers, by their token. */
export const calls: Readonly<Record<string, Call>> = {
  'aws:ec2/getAmi:getAmi': () => ({ id: 'ami-1', architecture: 'arm64' }),
  'aws:index/getAvailabilityZones:getAvailabilityZones': () => ({ names: ['zone-a', 'zone-b', 'zone-c'] }),
}
