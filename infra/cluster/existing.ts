/** A cluster that is there already: a lab's, or another cloud's. */
import * as pulumi from '@pulumi/pulumi'
import { endpointOf } from '../config/kubeconfig.ts'
import type { ReplicaCluster } from './cluster.ts'

export interface ExistingArgs {
  /** Text of a kubeconfig; its current context counts. */
  readonly kubeconfig: string
}

export class Existing extends pulumi.ComponentResource implements ReplicaCluster {
  readonly endpoint: pulumi.Output<string>
  readonly kubeconfig: pulumi.Output<string>
  readonly ready = []
  readonly diesWith = undefined
  readonly disks = {}
  readonly tunnelPeer = undefined
  readonly bill = undefined

  constructor(name: string, { kubeconfig }: ExistingArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:cluster:Existing', name, {}, opts)
    this.endpoint = pulumi.output(endpointOf(kubeconfig))
    this.kubeconfig = pulumi.secret(kubeconfig)
    this.registerOutputs({ endpoint: this.endpoint })
  }
}
