/** A limit that goes: of a container, or of a whole namespace. */

import type { FolderChange } from '../change.ts'
import { fieldsAt } from '../objects/at.ts'
import { pairsIn } from '../objects/pairs.ts'
import { containersOf } from '../objects/pods.ts'
import type { Hit, Rule } from './rule.ts'

const KINDS = ['ResourceQuota', 'LimitRange']

/** With its namespace goes what it bounded. */
const isLeft = ({ head }: FolderChange, namespace: string | null) =>
  head.some(({ metadata }) => (metadata.namespace ?? null) === namespace)

const ofNamespace = (change: FolderChange): readonly Hit[] =>
  change.changes.flatMap(({ identity, what, from, to }) => {
    if (!KINDS.includes(identity.kind) || from === undefined || !isLeft(change, identity.namespace)) return []
    if (what === 'removed')
      return [{ object: identity, says: 'it is removed: nothing bounds the namespace any more.' }]
    const left = Object.keys(fieldsAt(from, 'spec', 'hard')).filter(
      (key) => !(key in fieldsAt(to, 'spec', 'hard')),
    )
    return left.map((key) => ({ object: identity, says: `it no longer bounds ${key}.` }))
  })

const ofContainers = (change: FolderChange): readonly Hit[] =>
  pairsIn(change).flatMap(({ from, to }) =>
    (from ? containersOf(from) : []).flatMap(({ name, fields }) => {
      const after = containersOf(to).find((each) => each.name === name)
      const limits = after ? fieldsAt(after.fields, 'resources', 'limits') : undefined
      return Object.keys(fieldsAt(fields, 'resources', 'limits'))
        .filter((key) => limits && !(key in limits))
        .map((key) => ({ object: to.identity, says: `the container ${name} may take any amount of ${key}.` }))
    }),
  )

export const limitRemoved = {
  name: 'limit-removed',
  why: 'One pod that runs away takes its neighbours with it, on a node with little to spare.',
  find: (change) => [...ofContainers(change), ...ofNamespace(change)],
} as const satisfies Rule
