/** A workload of which there must never be two. */

import type { FolderChange, Manifest } from '../change.ts'
import { textAt } from '../objects/at.ts'
import { type Pair, pairsIn } from '../objects/pairs.ts'
import { type Pods, podsIn } from '../objects/pods.ts'
import { claimsOf } from '../objects/reads.ts'
import type { Hit, Rule } from './rule.ts'

const isRecreated = ({ owner }: Pods) =>
  owner.kind === 'Deployment' && textAt(owner, 'spec', 'strategy', 'type') === 'Recreate'

/** It is replaced by going first, or its one pod holds a claim of its own. */
const isSingle = (pods: Pods) =>
  isRecreated(pods) || (pods.owner.kind === 'StatefulSet' && pods.replicas === 1 && claimsOf(pods).length > 0)

const saysOf = (from: Pods, to: Pods) => {
  if (to.replicas > 1 && from.replicas <= 1)
    return `it is the only one of its kind and becomes ${to.replicas} at once.`
  if (isRecreated(from) && !isRecreated(to))
    return 'it no longer goes before the next one comes: two run at once whenever it is replaced.'
  return undefined
}

const saysOfNew = (to: Pods) =>
  isRecreated(to) && to.replicas > 1
    ? `of what is replaced by going first there are ${to.replicas}.`
    : undefined

const isScaler = ({ kind }: Manifest) => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject'

const scaled = ({ changes, head }: FolderChange): readonly Hit[] =>
  changes
    .filter(({ what, to }) => what === 'added' && to && isScaler(to))
    .flatMap(({ identity, to }) => {
      const target = podsIn(head).find(
        (pods) =>
          pods.name === textAt(to, 'spec', 'scaleTargetRef', 'name') && pods.namespace === identity.namespace,
      )
      return target && isSingle(target)
        ? [{ object: identity, says: `it may scale ${target.name}, the only one of its kind.` }]
        : []
    })

const ofPair = ({ from, to }: Pair): readonly Hit[] => {
  if (from !== undefined && !isSingle(from)) return []
  const says = from === undefined ? saysOfNew(to) : saysOf(from, to)
  return says === undefined ? [] : [{ object: to.identity, says }]
}

export const singleOwnerScaled = {
  name: 'single-owner-scaled',
  why: 'Two bots answer each line twice; two nodes write to one pedal; two databases are two logs.',
  find: (change) => [...pairsIn(change).flatMap(ofPair), ...scaled(change)],
} as const satisfies Rule
