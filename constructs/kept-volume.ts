/** A claim on a volume that outlives the pods that use it. */
import type { Construct } from 'constructs'
import * as kplus from './kplus.ts'

export interface KeptVolumeProps {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  /** As a quantity, e.g. `5Gi`. */
  readonly size: string
  /** Name of the StorageClass. */
  readonly storageClass: string
}

/** One node at a time may mount it. */
export class KeptVolume extends kplus.k8s.KubePersistentVolumeClaim {
  constructor(scope: Construct, id: string, { name, labels, size, storageClass }: KeptVolumeProps) {
    super(scope, id, {
      metadata: { name, labels: { ...labels } },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: kplus.k8s.Quantity.fromString(size) } },
        storageClassName: storageClass,
      },
    })
  }
}
