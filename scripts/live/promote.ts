/** Hands the pedal from one environment to another, so that nothing is lost: closing at the one, opening at the other. */
import { setTimeout as delay } from 'node:timers/promises'
import { problemFrom } from '../../workloads/service/problem.ts'
import { findSide, isLive, look, lookAt, type Seen, type Side, type TermView } from './sides.ts'

export type Switch = {
  sides: readonly Side[]
  /** The environment that shall be live. */
  to: string
  say: (sentence: string) => void
  /** How long to wait for the opening, in milliseconds. @default 60000 */
  patienceMs?: number
  pause?: (ms: number) => Promise<unknown>
  now?: () => number
}

/** It was not done, or not all of it; the sentence says what is so now and what would be right. */
export class NotSwitched extends Error {}

const PATIENCE_MS = 60_000
const LOOK_MS = 100

export const viewOf = (seen: Seen): TermView => {
  if ('view' in seen) return seen.view
  throw new NotSwitched(`${seen.name} cannot take the pedal: ${seen.fault}`)
}

const handedOver = (seen: readonly Seen[]) =>
  seen.map((one) => ('view' in one ? one.view.handedTo : null)).find((other) => other !== null)

const nobody = (seen: readonly Seen[], to: string) => {
  const other = handedOver(seen)
  if (other)
    return new NotSwitched(
      `the pedal has just been handed over to ${other}, which opens when it holds every commit; once it is live: npm run live -- ${to}. If it is dead: npm run live -- ${to} --force --reason "…"`,
    )
  const silent = seen.flatMap((one) => ('fault' in one ? [`${one.name}: ${one.fault}`] : []))
  const why = silent.length > 0 ? `, and not everyone answers (${silent.join('; ')})` : ''
  return new NotSwitched(
    `nobody is live who could hand over${why}. If whoever was live is dead: npm run live -- ${to} --force --reason "…"`,
  )
}

/** Closes the term of whoever is live, unless that has been done. */
const close = async ({ sides, to, say }: Switch, target: TermView) => {
  if (target.handedTo === to) return say(`the pedal has been handed over to ${to} already`)
  const seen = await lookAt(sides)
  if (seen.some((one) => 'view' in one && one.view.handedTo === to))
    return say(`the pedal has been handed over to ${to} already`)
  const live = seen.find(isLive)
  if (!live) throw nobody(seen, to)
  const { midi } = findSide(sides, live.name)
  const response = await midi.v1.terms.close.$post({ json: { to } })
  if (!response.ok) throw new NotSwitched((await problemFrom(response)).message)
  say(`${live.name} has closed its term and accepts nothing more`)
}

const untilLive = async ({ sides, to, patienceMs = PATIENCE_MS, ...time }: Switch) => {
  const { pause = delay, now = Date.now } = time
  const until = now() + patienceMs
  const side = findSide(sides, to)
  let seen = await look(side)
  for (; !isLive(seen) && now() < until; seen = await look(side)) await pause(LOOK_MS)
  if (isLive(seen)) return viewOf(seen)
  const holds = 'view' in seen ? `it holds generation ${seen.view.generation}` : seen.fault
  throw new NotSwitched(
    `${to} has not opened within ${Math.round(patienceMs / 1000)} s (${holds}): nobody is live. It opens by itself when replication has brought it every commit; look at that, or take the pedal back from where the log is whole: npm run live -- <environment> --force --reason "…"`,
  )
}

/** Resolves with what the new side says of itself once it is live. Asked again after a break, it goes on. */
export const promote = async (ask: Switch): Promise<TermView> => {
  const { sides, to, say, now = Date.now } = ask
  const target = viewOf(await look(findSide(sides, to)))
  if (target.live) {
    say(`${to} is live already; nothing was changed`)
    return target
  }
  const began = now()
  await close(ask, target)
  const view = await untilLive(ask)
  say(`${to} is live in term ${view.term?.number}; that took ${((now() - began) / 1000).toFixed(1)} s`)
  return view
}
