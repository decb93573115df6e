/** The data volume: it outlives the machine that it is attached to, and nobody deletes or replaces it by mistake. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

export interface StorageArgs {
  readonly zone: pulumi.Input<string>
  readonly gibibytes: number
  /** Whether it may be neither deleted nor replaced. */
  readonly isProtected: boolean
}

export class Storage extends pulumi.ComponentResource {
  readonly volumeId: pulumi.Output<string>

  constructor(name: string, args: StorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:index:Storage', name, {}, opts)
    const volume = new aws.ebs.Volume(
      name,
      {
        availabilityZone: args.zone,
        size: args.gibibytes,
        type: 'gp3',
        encrypted: true,
        tags: { Name: `lounge-${name}` },
      },
      { parent: this, protect: args.isProtected },
    )
    this.volumeId = volume.id
    this.registerOutputs({ volumeId: this.volumeId })
  }
}
