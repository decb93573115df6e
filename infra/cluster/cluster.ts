/** What a cluster has to give, whichever it is: nothing above it knows more. */
import type * as pulumi from '@pulumi/pulumi'
import type { Bill } from '../price.ts'
import type { TunnelPeer } from '../tunnel-peer.ts'

/** A disk that is there before the cluster, for one claim. */
export type Disk = {
  /** Name of the CSI driver that mounts it. */
  readonly driver: string
  /** How the driver calls it. */
  readonly handle: pulumi.Output<string>
}

/** A further kind (AKS, GKE) is a component that has these. See infra/README.md. */
export type ReplicaCluster = pulumi.ComponentResource & {
  /** `host:port` of its API server, as operators reach it. */
  readonly endpoint: pulumi.Output<string>
  /** Text of a kubeconfig for its administrator. A secret. */
  readonly kubeconfig: pulumi.Output<string>
  /** What must be there before the first object is applied, and go after the last. */
  readonly ready: readonly pulumi.Resource[]
  /** What makes it this one and no other: objects of another are not there. */
  readonly identity: string
  /** All that was made for it and is no part of it. */
  readonly standsOn: readonly pulumi.Resource[]
  /** Whether nobody else applies anything to it: what is found there then is what a killed `up` has left. */
  readonly isOurs: boolean
  /** With which all that is applied is gone, so that a destroy need not ask an API server that may be dead. None where objects leave something behind. */
  readonly diesWith: pulumi.Resource | undefined
  /** By the name of the claim. Empty where the cluster keeps volumes by itself. */
  readonly disks: Readonly<Record<string, Disk>>
  /** What home needs to dial in. None where the cluster has no end of the tunnel. */
  readonly tunnelPeer: pulumi.Output<TunnelPeer> | undefined
  /** What an operator types to start it again after it has stopped itself. None where it never does. */
  readonly restart: pulumi.Output<string> | undefined
  /** What is paid for it; none where it is paid for anyhow. */
  readonly bill: Bill | undefined
}
