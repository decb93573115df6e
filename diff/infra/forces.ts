/**
 * Properties that AWS can't change: the provider makes the resource anew. From the arguments that the provider's
 * documentation marks as forcing a new resource (https://www.pulumi.com/registry/packages/aws/).
 */
const FORCES: Readonly<Record<string, readonly string[]>> = {
  'aws:ec2/vpc:Vpc': ['cidrBlock'],
  'aws:ec2/subnet:Subnet': ['cidrBlock', 'vpcId', 'availabilityZone'],
  'aws:ec2/internetGateway:InternetGateway': [],
  'aws:ec2/routeTable:RouteTable': ['vpcId'],
  'aws:ec2/route:Route': ['routeTableId', 'destinationCidrBlock'],
  'aws:ec2/routeTableAssociation:RouteTableAssociation': ['subnetId', 'gatewayId'],
  'aws:ec2/securityGroup:SecurityGroup': ['name', 'namePrefix', 'description', 'vpcId'],
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': ['securityGroupId'],
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule': ['securityGroupId'],
  'aws:ec2/instance:Instance': [
    'ami',
    'subnetId',
    'availabilityZone',
    'keyName',
    'privateIp',
    'associatePublicIpAddress',
  ],
  'aws:ec2/eip:Eip': ['domain', 'address'],
  'aws:ec2/eipAssociation:EipAssociation': ['allocationId', 'instanceId'],
  'aws:ebs/volume:Volume': ['availabilityZone', 'encrypted', 'kmsKeyId', 'snapshotId'],
  'aws:ec2/volumeAttachment:VolumeAttachment': ['deviceName', 'instanceId', 'volumeId'],
  'aws:eks/cluster:Cluster': ['name', 'roleArn', 'kubernetesNetworkConfig', 'bootstrapSelfManagedAddons'],
  'aws:eks/nodeGroup:NodeGroup': [
    'clusterName',
    'nodeRoleArn',
    'subnetIds',
    'instanceTypes',
    'amiType',
    'capacityType',
    'diskSize',
  ],
  'aws:eks/addon:Addon': ['clusterName', 'addonName'],
  'aws:iam/role:Role': ['name', 'path'],
  'aws:iam/instanceProfile:InstanceProfile': ['name', 'path'],
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': ['role', 'policyArn'],
  'aws:ssm/parameter:Parameter': ['name', 'dataType'],
}

/** An instance says itself whether another script for its first start makes it anew. */
const byItself = (type: string, inputs: { readonly userDataReplaceOnChange?: unknown }) =>
  type === 'aws:ec2/instance:Instance' && inputs.userDataReplaceOnChange === true
    ? ['userData', 'userDataBase64']
    : []

export const forcing = (type: string, inputs: { readonly [key: string]: unknown }): readonly string[] => [
  ...(FORCES[type] ?? []),
  ...byItself(type, inputs),
]
