/** A kind of storage whose volumes stay when their claim is deleted. */
import type { Construct } from 'constructs'
import * as kplus from './kplus.ts'

export interface KeptStorageProps {
  readonly name: string
  /** Who makes the volumes, e.g. `rancher.io/local-path`. */
  readonly provisioner: string
}

export class KeptStorage extends kplus.k8s.KubeStorageClass {
  constructor(scope: Construct, id: string, { name, provisioner }: KeptStorageProps) {
    super(scope, id, {
      metadata: { name },
      provisioner,
      reclaimPolicy: 'Retain',
      // The volume is made where its pod is placed.
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    })
  }
}
