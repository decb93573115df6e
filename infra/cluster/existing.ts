/** A cluster that is there already: a lab's, or another cloud's. */
import * as pulumi from '@pulumi/pulumi'
import { endpointOf } from '../config/kubeconfig.ts'
import { peerOf, type TunnelPeer } from '../tunnel-peer.ts'
import type { ReplicaCluster } from './cluster.ts'

export interface ExistingArgs {
  /** Text of a kubeconfig; its current context counts. */
  readonly kubeconfig: string
  /** WireGuard's end beside it, if there is one. */
  readonly tunnel?: { readonly cloudPublicKey: string; readonly endpoint: string } | undefined
}

export class Existing extends pulumi.ComponentResource implements ReplicaCluster {
  readonly endpoint: pulumi.Output<string>
  readonly kubeconfig: pulumi.Output<string>
  readonly ready = []
  readonly identity: string
  readonly standsOn = []
  readonly isOurs = false
  readonly diesWith = undefined
  readonly disks = {}
  readonly tunnelPeer: pulumi.Output<TunnelPeer> | undefined
  readonly restart = undefined
  readonly bill = undefined

  constructor(name: string, { kubeconfig, tunnel }: ExistingArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:cluster:Existing', name, {}, opts)
    this.identity = endpointOf(kubeconfig)
    this.endpoint = pulumi.output(this.identity)
    this.kubeconfig = pulumi.secret(kubeconfig)
    this.tunnelPeer = tunnel && pulumi.output(peerOf(tunnel.cloudPublicKey, tunnel.endpoint))
    this.registerOutputs({ endpoint: this.endpoint })
  }
}
