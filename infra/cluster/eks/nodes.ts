/** A managed group of one Graviton node with its add-ons: it grows by its size, because a disk is in one zone. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { ROOT_GIBIBYTES } from '../../machine.ts'
import { Addon } from './addon.ts'
import { network, rest } from './addons.ts'

export interface NodesArgs {
  readonly plane: aws.eks.Cluster
  /** Graviton. */
  readonly size: string
  /** In the zone of the disks. */
  readonly subnetId: pulumi.Input<string>
}

/** A node reads images; everything else is its pods' own. */
const POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly']

export class Nodes extends pulumi.ComponentResource {
  constructor(name: string, args: NodesArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:cluster:EksNodes', name, {}, opts)
    const { plane } = args
    const parent = { parent: this }
    const url = plane.identities.apply((identities) => identities[0]?.oidcs?.[0]?.issuer as string)
    const clientIdLists = ['sts.amazonaws.com']
    const { arn } = new aws.iam.OpenIdConnectProvider(name, { url, clientIdLists }, parent)
    const shared = { clusterName: plane.name, issuer: { arn, url } }
    const before = network.map((addon) => new Addon(addon.name, { ...addon, ...shared }, parent))
    const group = this.#group(name, args, before)
    for (const addon of rest) new Addon(addon.name, { ...addon, ...shared }, { ...parent, dependsOn: group })
    this.registerOutputs({})
  }

  #group(name: string, { plane, size, subnetId }: NodesArgs, before: readonly Addon[]) {
    const { role, allowed } = this.#role(name)
    const template = new aws.ec2.LaunchTemplate(name, launched, { parent: this })
    const version = template.latestVersion.apply(String)
    return new aws.eks.NodeGroup(
      name,
      {
        clusterName: plane.name,
        nodeRoleArn: role.arn,
        subnetIds: [subnetId],
        amiType: 'AL2023_ARM_64_STANDARD',
        instanceTypes: [size],
        scalingConfig: { desiredSize: 1, minSize: 1, maxSize: 1 },
        launchTemplate: { id: template.id, version },
      },
      { parent: this, dependsOn: [...allowed, ...before] },
    )
  }

  #role(name: string) {
    const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' })
    const role = new aws.iam.Role(`${name}-node`, { assumeRolePolicy }, { parent: this })
    const allowed = POLICIES.map((policy) => {
      const policyArn = `arn:aws:iam::aws:policy/${policy}`
      return new aws.iam.RolePolicyAttachment(
        `${name}-${policy}`,
        { role: role.name, policyArn },
        { parent: this },
      )
    })
    return { role, allowed }
  }
}

const launched = {
  // Pods are one hop further, so that none gets the node's credentials.
  metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
  blockDeviceMappings: [
    {
      deviceName: '/dev/xvda',
      ebs: { volumeType: 'gp3', volumeSize: 2 * ROOT_GIBIBYTES, encrypted: 'true' },
    },
  ],
  creditSpecification: { cpuCredits: 'standard' },
}
