/** An add-on of EKS: of a pinned version, and with a role of its own where it needs rights in AWS. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

/** Who signs the tokens of the cluster's service accounts. */
type Issuer = { readonly arn: pulumi.Output<string>; readonly url: pulumi.Output<string> }

export interface AddonArgs {
  readonly clusterName: pulumi.Input<string>
  readonly version: string
  /** Its service account in kube-system, and the policy it needs. @default - no rights in AWS */
  readonly account?: { readonly name: string; readonly policyArn: string }
  /** @default - its own defaults */
  readonly configuration?: object
  readonly issuer: Issuer
}

export class Addon extends pulumi.ComponentResource {
  constructor(name: string, args: AddonArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:cluster:EksAddon', name, {}, opts)
    const { clusterName, version, configuration } = args
    const role = this.#role(name, args)
    new aws.eks.Addon(
      name,
      {
        clusterName,
        addonName: name,
        addonVersion: version,
        resolveConflictsOnCreate: 'OVERWRITE',
        resolveConflictsOnUpdate: 'OVERWRITE',
        ...(configuration && { configurationValues: JSON.stringify(configuration) }),
        ...(role && { serviceAccountRoleArn: role.arn }),
      },
      { parent: this },
    )
    this.registerOutputs({})
  }

  #role(name: string, { account, issuer }: AddonArgs) {
    if (!account) return undefined
    const assumeRolePolicy = assumedBy(account.name, issuer)
    const role = new aws.iam.Role(name, { assumeRolePolicy }, { parent: this })
    const { policyArn } = account
    new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn }, { parent: this })
    return role
  }
}

/** One service account of kube-system, and no other. */
const assumedBy = (account: string, { arn, url }: Issuer) =>
  pulumi.all([arn, url]).apply(([Federated, issuer]) => {
    const subject = issuer.replace('https://', '')
    const StringEquals = {
      [`${subject}:sub`]: `system:serviceaccount:kube-system:${account}`,
      [`${subject}:aud`]: 'sts.amazonaws.com',
    }
    return JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          ...{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity' },
          ...{ Principal: { Federated }, Condition: { StringEquals } },
        },
      ],
    })
  })
