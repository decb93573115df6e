/** Volumes, claims and their classes. */
import { absent, object, quantities, set } from '../shape.ts'
import { metadata, selector } from './metadata.ts'

export const claimSpec = object({
  accessModes: set(),
  resources: object({ requests: quantities, limits: quantities }),
  selector: selector(),
  volumeMode: absent('Filesystem'),
})

export const storage = {
  '/PersistentVolumeClaim': object({ metadata, spec: claimSpec }),
  '/PersistentVolume': object({
    metadata,
    spec: object({
      accessModes: set(),
      capacity: quantities,
      mountOptions: set(),
      persistentVolumeReclaimPolicy: absent('Retain'),
      volumeMode: absent('Filesystem'),
    }),
  }),
  'storage.k8s.io/StorageClass': object({
    metadata,
    allowVolumeExpansion: absent(false),
    mountOptions: set(),
    reclaimPolicy: absent('Delete'),
    volumeBindingMode: absent('Immediate'),
  }),
}
