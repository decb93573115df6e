/** A Graviton machine that reads its own secrets as its role, and has none in its user data. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

export interface MachineArgs {
  /** Graviton, e.g. `t4g.medium`. */
  readonly size: string
  readonly subnetId: pulumi.Input<string>
  readonly securityGroupId: pulumi.Input<string>
  /** What it may read. */
  readonly parameters: readonly aws.ssm.Parameter[]
  /** Further statements of what its role may do. */
  readonly may: readonly Statement[]
  /** Another text is another machine. */
  readonly userData: pulumi.Input<string>
  /** Whether it sends on packets that are not its own. @default false */
  readonly isRouter?: boolean
}

type Statement = { readonly Action: string; readonly Resource: pulumi.Input<string> }

const CANONICAL = '099720109477'
const UBUNTU = 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-arm64-server-*'
/** GiB of the machine's own disk. */
export const ROOT_GIBIBYTES = 10

export class Machine extends pulumi.ComponentResource {
  readonly instance: aws.ec2.Instance
  readonly instanceId: pulumi.Output<string>
  readonly networkInterfaceId: pulumi.Output<string>

  constructor(name: string, args: MachineArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:index:Machine', name, {}, opts)
    this.instance = this.#instance(name, args)
    this.instanceId = this.instance.id
    this.networkInterfaceId = this.instance.primaryNetworkInterfaceId
    this.registerOutputs({ instanceId: this.instanceId })
  }

  #instance(name: string, args: MachineArgs) {
    const parent = { parent: this }
    const image = aws.ec2.getAmiOutput(
      { owners: [CANONICAL], mostRecent: true, filters: [{ name: 'name', values: [UBUNTU] }] },
      parent,
    )
    const { profile, allowed } = this.#role(name, args)
    return new aws.ec2.Instance(
      name,
      {
        ...hardened,
        ami: image.id,
        instanceType: args.size,
        subnetId: args.subnetId,
        vpcSecurityGroupIds: [args.securityGroupId],
        iamInstanceProfile: profile.name,
        userData: args.userData,
        sourceDestCheck: !args.isRouter,
        tags: { Name: `lounge-${name}` },
      },
      // A newer image is no reason for another machine. Two can't have the same volume at once.
      { ...parent, ignoreChanges: ['ami'], deleteBeforeReplace: true, dependsOn: allowed },
    )
  }

  #role(name: string, { parameters, may }: MachineArgs) {
    const parent = { parent: this }
    const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' })
    const role = new aws.iam.Role(name, { assumeRolePolicy }, parent)
    const reads = { Action: 'ssm:GetParameter', Resource: parameters.map(({ arn }) => arn) }
    const policy = pulumi.jsonStringify({
      Version: '2012-10-17',
      Statement: [reads, ...may].map((statement) => ({ Effect: 'Allow', ...statement })),
    })
    const allowed = new aws.iam.RolePolicy(name, { role: role.name, policy }, parent)
    const profile = new aws.iam.InstanceProfile(name, { role: role.name }, parent)
    return { profile, allowed }
  }
}

const hardened = {
  // Pods are one hop further, so that none gets the machine's credentials.
  metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
  rootBlockDevice: { volumeType: 'gp3', volumeSize: ROOT_GIBIBYTES, encrypted: true },
  // What is beyond the credits is slow, and not dear.
  creditSpecification: { cpuCredits: 'standard' },
  instanceInitiatedShutdownBehavior: 'stop',
  userDataReplaceOnChange: true,
}
