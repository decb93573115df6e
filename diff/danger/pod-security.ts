/** Namespaces and pods that may do more than the restricted Pod Security Standard lets them. */

import { type FolderChange, identityOf, type Manifest, type ObjectChange } from '../change.ts'
import { labelsAt } from '../objects/at.ts'
import { nameOf } from '../objects/name.ts'
import { tryPodsOf } from '../objects/pods.ts'
import { type Fact, type Hit, newFacts, type Rule } from './rule.ts'

const ENFORCE = 'pod-security.kubernetes.io/enforce'
const EXCEPTION = 'lounge/exception'

const LEVELS = ['restricted', 'baseline', 'privileged']

/** Where nothing is enforced anything goes. */
const levelOf = (namespace: Manifest) => labelsAt(namespace.metadata, 'labels')[ENFORCE] ?? 'privileged'

const isSaid = (namespace: Manifest | undefined) => ENFORCE in labelsAt(namespace?.metadata, 'labels')

/** A new namespace that says nothing is as it always was; one that says less than restricted says it on purpose. */
const before = ({ from, to }: ObjectChange) =>
  from ? levelOf(from) : isSaid(to) ? 'restricted' : 'privileged'

const weakened = ({ changes }: FolderChange): readonly Hit[] =>
  changes.flatMap((change) => {
    const { identity, to } = change
    if (identity.kind !== 'Namespace' || to === undefined) return []
    const [was, is] = [before(change), levelOf(to)]
    const says = `its pods may be ${isSaid(to) ? is : 'anything: no level is enforced'}; they were to be ${was}.`
    return LEVELS.indexOf(is) > LEVELS.indexOf(was) ? [{ object: identity, says }] : []
  })

const reasonsOf = (object: Manifest): readonly string[] =>
  [labelsAt(object.metadata, 'annotations')[EXCEPTION], tryPodsOf(object)?.annotations[EXCEPTION]].filter(
    (each) => each !== undefined,
  )

const exceptions = (manifests: readonly Manifest[]): readonly Fact[] =>
  manifests.flatMap((each) => {
    const object = identityOf(each)
    return reasonsOf(each).map((reason) => ({
      object,
      key: `${nameOf(object)} ${reason}`,
      says: `an exception is made: ${reason}.`,
    }))
  })

export const podSecurityException = {
  name: 'pod-security-exception',
  why: 'A pod that is not restricted can take over its node.',
  find: (change) => [...weakened(change), ...newFacts(change, exceptions)],
} as const satisfies Rule
