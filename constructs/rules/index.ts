/** The rules of the house: plain functions over manifests, that say what is wrong and where it was said. */
import type { Manifest } from '../manifest.ts'
import { ownersAreAlone, probesAreThere } from './lives.ts'
import { namesAreUnique, namesFit } from './names.ts'
import { podsAreHardened } from './pods.ts'
import { policiesCoverPods } from './policies.ts'
import { referencesHold } from './references.ts'
import { noSecrets } from './secrets.ts'

/** One sentence a fault, which begins with the path of its construct. */
export type Rule = (manifests: readonly Manifest[]) => readonly string[]

/** kube-linter's and kube-score's defaults, as far as they apply, and what this house adds. */
export const rules: readonly Rule[] = [
  namesAreUnique,
  namesFit,
  noSecrets,
  podsAreHardened,
  probesAreThere,
  ownersAreAlone,
  policiesCoverPods,
  referencesHold,
]
