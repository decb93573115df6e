/** What a cluster has to give, whichever it is: nothing above it knows more. */
import type * as pulumi from '@pulumi/pulumi'

/** A further kind (AKS, GKE) is a component that has these. See infra/README.md. */
export type ReplicaCluster = pulumi.ComponentResource & {
  /** `host:port` of its API server, as operators reach it. */
  readonly endpoint: pulumi.Output<string>
  /** Text of a kubeconfig for its administrator. A secret. */
  readonly kubeconfig: pulumi.Output<string>
  /** What must be there before the first object is applied, and go after the last. */
  readonly ready: readonly pulumi.Resource[]
}
