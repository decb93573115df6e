/** The cloud's end of the tunnel: what home is told of it, and where the machine finds its key. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { peerOf, type TunnelPeer, WIREGUARD_PORT } from './tunnel-peer.ts'

export interface TunnelEndArgs {
  /** Names the parameter. */
  readonly stack: string
  readonly homePublicKey: string
  readonly cloudPublicKey: string
  /** A secret. */
  readonly privateKey: pulumi.Input<string>
  /** Public address of the machine that has the end. */
  readonly address: pulumi.Input<string>
}

export class TunnelEnd extends pulumi.ComponentResource {
  /** Holds the private key, sealed. */
  readonly parameter: aws.ssm.Parameter
  readonly homePublicKey: string
  readonly cloudPublicKey: string
  readonly peer: pulumi.Output<TunnelPeer>

  constructor(name: string, args: TunnelEndArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:index:TunnelEnd', name, {}, opts)
    this.parameter = new aws.ssm.Parameter(
      name,
      { name: `/lounge/${args.stack}/tunnel`, type: 'SecureString', value: pulumi.secret(args.privateKey) },
      { parent: this },
    )
    this.homePublicKey = args.homePublicKey
    this.cloudPublicKey = args.cloudPublicKey
    this.peer = pulumi
      .output(args.address)
      .apply((address) => peerOf(args.cloudPublicKey, `${address}:${WIREGUARD_PORT}`))
    this.registerOutputs({ peer: this.peer })
  }
}
