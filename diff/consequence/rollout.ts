/** How a workload's pods are replaced: in which order, for how long at most, with how many left to serve. */
import { at, numberAt, textAt } from '../objects/at.ts'
import type { Pods } from '../objects/pods.ts'
import type { Outcome } from './effect.ts'
import { isAsked, sayTime, toBeGone, toBeReady } from './seconds.ts'

type Round = typeof Math.ceil

/** `1`, `25%`. */
const share = (value: unknown, replicas: number, round: Round) => {
  const text = String(value ?? '')
  return text.endsWith('%') ? round((replicas * Number.parseFloat(text)) / 100) : Number(text || 0)
}

const pods = (count: number) => (count === 1 ? 'one pod' : `${count} pods`)

const unasked = (of: Pods) =>
  isAsked(of) ? '' : ' Nothing asks whether a new pod is ready, so it counts at once.'

const recreated = (of: Pods, why: string): Outcome => {
  const away = toBeGone(of) + toBeReady(of)
  const says = `${why}, so none is there for at most ${sayTime(away)}.${unasked(of)}`
  return { does: 'recreated', says, atMost: away, away }
}

const rolled = (of: Pods, surge: number, missing: number): Outcome => {
  const { replicas } = of
  const step = Math.max(1, surge + missing)
  const atMost = Math.ceil(replicas / step) * toBeReady(of) + toBeGone(of)
  const left = Math.max(0, replicas - missing)
  if (left === 0) return recreated(of, `all ${pods(replicas)} may be replaced at the same time`)
  const how = step === 1 ? 'one after another' : `${step} at a time`
  const says = `${pods(replicas)} replaced ${replicas === 1 ? 'by another that comes first' : how}, at least ${left} ready all the while; done after at most ${sayTime(atMost)}.${unasked(of)}`
  return { does: 'rolls', says, atMost }
}

const deployment = (of: Pods): Outcome => {
  const strategy = at(of.owner, 'spec', 'strategy')
  if (textAt(strategy, 'type') === 'Recreate')
    return recreated(of, 'the old pod goes before the new one comes')
  const rolling = at(strategy, 'rollingUpdate')
  const surge = share(at(rolling, 'maxSurge') ?? '25%', of.replicas, Math.ceil)
  const missing = share(at(rolling, 'maxUnavailable') ?? '25%', of.replicas, Math.floor)
  // Kubernetes lets one be missing where rounding leaves neither.
  return rolled(of, surge, surge + missing === 0 ? 1 : missing)
}

const onDelete: Outcome = { does: 'nothing', says: 'its pods take the change when someone deletes them.' }

const stateful = (of: Pods): Outcome => {
  const strategy = at(of.owner, 'spec', 'updateStrategy')
  if (textAt(strategy, 'type') === 'OnDelete') return onDelete
  const kept = numberAt(strategy, 'rollingUpdate', 'partition') ?? 0
  const touched = Math.max(0, of.replicas - kept)
  if (touched === 0) return { does: 'nothing', says: `its partition (${kept}) keeps every pod as it is.` }
  if (of.replicas === 1) return recreated(of, 'its only pod goes before the new one comes')
  const atMost = touched * (toBeGone(of) + toBeReady(of))
  const says = `${pods(touched)} replaced one after another, each gone before its successor comes, ${of.replicas - 1} of ${of.replicas} ready; done after at most ${sayTime(atMost)}.${unasked(of)}`
  return { does: 'rolls', says, atMost }
}

const daemons = (of: Pods): Outcome => {
  const strategy = at(of.owner, 'spec', 'updateStrategy')
  if (textAt(strategy, 'type') === 'OnDelete') return onDelete
  const surge = at(strategy, 'rollingUpdate', 'maxSurge') ?? 0
  if (surge !== 0 && surge !== '0%')
    return { does: 'rolls', says: `on each node a new pod comes before the old one goes.${unasked(of)}` }
  const away = toBeGone(of) + toBeReady(of)
  const says = `node after node, each without its pod for at most ${sayTime(away)}.${unasked(of)}`
  return { does: 'rolls', says }
}

/** What a changed pod template comes to. */
export const rolloutOf = (of: Pods): Outcome => {
  if (of.replicas === 0) return { does: 'nothing', says: 'it has no pods now.' }
  if (of.owner.kind === 'Deployment') return deployment(of)
  if (of.owner.kind === 'StatefulSet') return stateful(of)
  if (of.owner.kind === 'DaemonSet') return daemons(of)
  if (of.owner.kind === 'CronJob') return { does: 'nothing', says: 'its next run is the changed one.' }
  return { does: 'nothing', says: 'pods that are there stay as they are; new ones are the changed ones.' }
}
