/** The cloud's end of the tunnel: what home is told of it, and where the machine finds its key. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { WIREGUARD_PORT } from './network.ts'

/** Inside the tunnel; nothing else is routed through it. */
export const addresses = { cloud: '10.77.0.1', home: '10.77.0.2' } as const

/** What home reaches at the cloud's address, and nothing else. NodePorts. */
export const ports = { midi: 30102, couchdb: 30984 } as const

export type TunnelPeer = {
  readonly publicKey: string
  /** Where home dials to, `host:port`. */
  readonly endpoint: string
  readonly addresses: { readonly cloud: string; readonly home: string }
  readonly allowedIps: readonly string[]
  readonly ports: typeof ports
}

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
  readonly peer: pulumi.Output<TunnelPeer>

  constructor(name: string, args: TunnelEndArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:index:TunnelEnd', name, {}, opts)
    this.parameter = new aws.ssm.Parameter(
      name,
      { name: `/lounge/${args.stack}/tunnel`, type: 'SecureString', value: pulumi.secret(args.privateKey) },
      { parent: this },
    )
    this.homePublicKey = args.homePublicKey
    this.peer = pulumi.output(args.address).apply((address) => ({
      publicKey: args.cloudPublicKey,
      endpoint: `${address}:${WIREGUARD_PORT}`,
      addresses,
      allowedIps: [`${addresses.cloud}/32`],
      ports,
    }))
    this.registerOutputs({ peer: this.peer })
  }
}
