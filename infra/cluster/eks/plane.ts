/** The control plane. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

export interface PlaneArgs {
  readonly stack: string
  /** In two zones or more. */
  readonly subnetIds: readonly pulumi.Input<string>[]
  /** Who may reach the API server from outside the network; when empty, nobody. */
  readonly operatorCidrs: readonly string[]
}

const VERSION = '1.35'

export class Plane extends pulumi.ComponentResource {
  readonly cluster: aws.eks.Cluster

  constructor(name: string, args: PlaneArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:cluster:EksPlane', name, {}, opts)
    const parent = { parent: this }
    const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: 'eks.amazonaws.com' })
    const role = new aws.iam.Role(name, { assumeRolePolicy }, parent)
    const policyArn = 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'
    const allowed = new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn }, parent)
    this.cluster = new aws.eks.Cluster(
      name,
      {
        name: `lounge-${args.stack}`,
        version: VERSION,
        // Past its standard support it would cost six times as much; so AWS moves it on to the next version.
        upgradePolicy: { supportType: 'STANDARD' },
        roleArn: role.arn,
        vpcConfig: reachedBy(args),
        accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true },
        // What it would install by itself is pinned as add-ons.
        bootstrapSelfManagedAddons: false,
      },
      { ...parent, dependsOn: allowed },
    )
    this.registerOutputs({ name: this.cluster.name })
  }
}

const reachedBy = ({ subnetIds, operatorCidrs }: PlaneArgs) => ({
  subnetIds: [...subnetIds],
  endpointPrivateAccess: true,
  ...(operatorCidrs.length > 0
    ? { endpointPublicAccess: true, publicAccessCidrs: [...operatorCidrs] }
    : { endpointPublicAccess: false }),
})
