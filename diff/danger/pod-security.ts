/** Namespaces and pods that may do more than the restricted Pod Security Standard lets them. */

import type { FolderChange } from '../change.ts'
import { identityOf, type Manifest } from '../change.ts'
import { labelsAt } from '../objects/at.ts'
import { nameOf } from '../objects/name.ts'
import { tryPodsOf } from '../objects/pods.ts'
import { type Fact, type Hit, newFacts, type Rule } from './rule.ts'

const ENFORCE = 'pod-security.kubernetes.io/enforce'
const EXCEPTION = 'lounge/exception'

const LEVELS = ['restricted', 'baseline', 'privileged']

/** Where nothing is enforced anything goes. */
const levelOf = (namespace: Manifest) => labelsAt(namespace.metadata, 'labels')[ENFORCE] ?? 'privileged'

const weakened = ({ changes }: FolderChange): readonly Hit[] =>
  changes
    .filter(({ identity, to }) => identity.kind === 'Namespace' && to !== undefined)
    .flatMap(({ identity, from, to }) => {
      const level = levelOf(to as Manifest)
      const isSaid = ENFORCE in labelsAt(to?.metadata, 'labels')
      const before = from ? levelOf(from) : isSaid ? 'restricted' : 'privileged'
      return LEVELS.indexOf(level) > LEVELS.indexOf(before)
        ? [
            {
              object: identity,
              says: `its pods may be ${isSaid ? level : 'anything: no level is enforced'}; they were to be ${before}.`,
            },
          ]
        : []
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
  find: (change) => [...weakened(change), ...newFacts(exceptions(change.base), exceptions(change.head))],
} as const satisfies Rule
