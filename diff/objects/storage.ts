/** What becomes of a volume when its claim goes. */
import type { Manifest } from '../change.ts'
import { textAt } from './at.ts'

/** `unknown`: the kind of storage is not in these manifests, and most delete. */
export type Fate = 'kept' | 'deleted' | 'unknown'

export const fateOf = (storageClass: string | undefined, manifests: readonly Manifest[]): Fate => {
  const found = manifests.find(
    ({ kind, metadata }) => kind === 'StorageClass' && metadata.name === storageClass,
  )
  if (found === undefined) return 'unknown'
  return textAt(found, 'reclaimPolicy') === 'Retain' ? 'kept' : 'deleted'
}

export const sayFate = (fate: Fate, storageClass = 'the default one') =>
  ({
    kept: `the storage class ${storageClass} keeps the volume, unbound, until someone deletes it or binds it again`,
    deleted: `the storage class ${storageClass} deletes the volume with its data`,
    unknown: `the storage class ${storageClass} is not in these manifests; unless it retains, the volume is deleted with its data`,
  })[fate]

export const storageClassOf = (claim: Manifest) => textAt(claim, 'spec', 'storageClassName')
