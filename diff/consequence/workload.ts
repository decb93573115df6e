/** What one changed workload goes through. */
import type { FieldChange, ObjectChange } from '../change.ts'
import { numberAt } from '../objects/at.ts'
import { type Pods, tryPodsOf } from '../objects/pods.ts'
import { sayPath } from '../objects/words.ts'
import type { Outcome } from './effect.ts'
import { refusedFields } from './immutable.ts'
import { rolloutOf } from './rollout.ts'
import { sayTime, toBeGone, toBeReady } from './seconds.ts'

const isOfPods = ({ path, isOrder }: FieldChange) =>
  !isOrder &&
  (path.length === 0 || (path[0] === 'spec' && ['template', 'jobTemplate'].includes(String(path[1]))))

const isAtOnce = (kind: string) => kind === 'Job' || kind === 'CronJob'

const started = (pods: Pods): Outcome => ({
  does: 'starts',
  says: isAtOnce(pods.owner.kind)
    ? 'it is new.'
    : `it is new, with ${pods.replicas === 1 ? 'one pod' : `${pods.replicas} pods`}, ready after at most ${sayTime(toBeReady(pods))}.`,
})

const ENDED: Outcome = { does: 'stops', says: 'it goes and nothing takes its place.' }

const scaled = (from: number, to: number, pods: Pods): Outcome => {
  if (to === 0) return { does: 'stops', says: `all ${from} of its pods go; it is scaled to none.` }
  if (to > from)
    return {
      does: 'scaled',
      says: `${from} → ${to} pods; those that are there stay, the new ones are ready after at most ${sayTime(toBeReady(pods))}.`,
    }
  return {
    does: 'scaled',
    says: `${from} → ${to} pods; the others end within ${sayTime(toBeGone(pods))}, those that stay are not touched.`,
  }
}

const refused = (fields: readonly string[]): Outcome => ({
  does: 'refused',
  says: `the API server refuses it: ${[...new Set(fields)].join(', ')} can't be changed once the object is there. It would have to be deleted and made again.`,
})

const changed = (change: ObjectChange, pods: Pods): Outcome => {
  const { from, fields, because } = change
  if (fields.some(isOfPods) || because.length > 0) return rolloutOf(pods)
  const before = numberAt(from, 'spec', 'replicas') ?? 1
  if (before !== pods.replicas) return scaled(before, pods.replicas, pods)
  return { does: 'nothing', says: 'its pods are not touched.' }
}

/** Nothing for what is no workload. What has another identity than before goes and comes. */
export const tryOutcomeOf = (change: ObjectChange): Outcome | undefined => {
  const refusedOnes = refusedFields(change)
  if (refusedOnes.length > 0)
    return refused(refusedOnes.map(({ path }) => sayPath(path, change.identity.kind)))
  const pods = tryPodsOf((change.to ?? change.from) as never)
  if (pods === undefined) return undefined
  if (change.to === undefined) return ENDED
  if (change.from === undefined) return started(pods)
  if (change.was !== undefined) {
    const away = toBeGone(pods) + toBeReady(pods)
    return {
      does: 'recreated',
      says: `it has another identity, so the old one is deleted and this one starts; up to ${sayTime(away)} apart or at the same time.`,
      away,
      overlaps: true,
    }
  }
  return changed(change, pods)
}
