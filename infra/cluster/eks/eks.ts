/** EKS, for when one machine is not enough to trust or too small. */
import * as pulumi from '@pulumi/pulumi'
import type { Ground } from '../../ground.ts'
import { ROOT_GIBIBYTES } from '../../machine.ts'
import type { Bill, Region, Size } from '../../price.ts'
import { Storage } from '../../storage.ts'
import type { TunnelPeer } from '../../tunnel-peer.ts'
import type { Disk, ReplicaCluster } from '../cluster.ts'
import { eksKubeconfig } from '../kubeconfig.ts'
import { Nodes } from './nodes.ts'
import { Plane } from './plane.ts'
import { TUNNEL_SIZE, TunnelMachine } from './tunnel-machine.ts'

export interface EksArgs {
  readonly stack: string
  readonly region: Region
  readonly ground: Ground
  /** Of the node. */
  readonly size: Size
  /** GiB of the data volume. */
  readonly data: number
  /** Who may reach the API server from outside the network. */
  readonly operatorCidrs: readonly string[]
}

const CSI_DRIVER = 'ebs.csi.aws.com'
/** GiB: the smallest volume there is, for grants of a few hundred bytes. */
const GRANTS = 1

export class Eks extends pulumi.ComponentResource implements ReplicaCluster {
  readonly endpoint: pulumi.Output<string>
  readonly kubeconfig: pulumi.Output<string>
  readonly ready: readonly pulumi.Resource[]
  readonly identity = 'eks'
  readonly standsOn: readonly pulumi.Resource[]
  readonly isOurs = true
  readonly diesWith = undefined
  readonly disks: Readonly<Record<string, Disk>>
  readonly tunnelPeer: pulumi.Output<TunnelPeer>
  readonly restart = undefined
  readonly bill: Bill

  constructor(name: string, args: EksArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:cluster:Eks', name, {}, opts)
    const { region, ground, size } = args
    const parent = { parent: this }
    const { subnetIds, zone } = ground.network
    const subnetId = subnetIds[0] as pulumi.Output<string>
    const { cluster: plane } = new Plane(name, { ...args, subnetIds }, parent)
    const nodes = new Nodes(name, { plane, size, subnetId }, parent)
    const tunnel = new TunnelMachine(`${name}-tunnel`, { region, ground, plane, subnetId }, parent)
    const grants = new Storage(`${name}-grants`, { zone, gibibytes: GRANTS, isProtected: false }, parent)

    const reached = pulumi.all([plane.name, plane.endpoint, plane.certificateAuthority.data])
    this.endpoint = plane.endpoint.apply((url) => `${new URL(url).host}:443`)
    this.kubeconfig = pulumi.secret(
      reached.apply(([cluster, server, ca]) => eksKubeconfig({ region, cluster, server, ca })),
    )
    this.ready = [nodes, tunnel]
    const disk = (storage: Storage) => ({ driver: CSI_DRIVER, handle: storage.volumeId })
    this.disks = { db: disk(ground.storage), chat: disk(grants) }
    this.standsOn = [ground]
    this.tunnelPeer = ground.tunnel.peer
    this.bill = billOf(args)
    this.registerOutputs({ endpoint: this.endpoint })
  }
}

/** Both machines have a public address: one is given away, the other comes with the subnet. */
const billOf = ({ region, size, data }: EksArgs): Bill => ({
  region,
  instances: [size, TUNNEL_SIZE],
  gibibytes: data + GRANTS + 3 * ROOT_GIBIBYTES,
  publicAddresses: 2,
  hasEks: true,
})
