/** What both shapes in AWS stand on: network, data volume, address, the tunnel's end, and who hears of money and time. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { Money } from './guard/money.ts'
import { Network } from './network.ts'
import { Storage } from './storage.ts'
import { TunnelEnd } from './tunnel-end.ts'

export interface GroundArgs {
  readonly stack: string
  readonly region: string
  readonly cidr: string
  /** TCP ports that the world may reach. */
  readonly openPorts: readonly number[]
  /** GiB of the data volume. */
  readonly data: number
  readonly isProtected: boolean
  readonly email: string
  /** USD a month. */
  readonly budget: number
  readonly tunnel: { readonly homePublicKey: string; readonly cloudPublicKey: string }
  /** A secret. */
  readonly tunnelPrivateKey: string
}

export class Ground extends pulumi.ComponentResource {
  readonly network: Network
  readonly storage: Storage
  /** The one public address. */
  readonly address: aws.ec2.Eip
  readonly tunnel: TunnelEnd
  readonly money: Money
  /** Tags all it makes. */
  readonly provider: aws.Provider

  constructor(name: string, args: GroundArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:index:Ground', name, {}, opts)
    const { stack, region, isProtected, tunnelPrivateKey: privateKey } = args
    const tags = { project: 'eight-bit-sax-lounge', lounge: stack }
    this.provider = new aws.Provider('aws', { region, defaultTags: { tags } }, { parent: this })
    const parent = { parent: this, providers: [this.provider] }

    this.network = new Network('network', args, parent)
    const { zone } = this.network
    this.storage = new Storage('data', { zone, gibibytes: args.data, isProtected }, parent)
    this.address = new aws.ec2.Eip('address', { domain: 'vpc' }, { parent: this, provider: this.provider })
    const address = this.address.publicIp
    this.tunnel = new TunnelEnd('tunnel', { ...args.tunnel, stack, privateKey, address }, parent)
    this.money = new Money('money', args, parent)
    this.registerOutputs({ address })
  }
}
