/** The reducer: (state, recent, request, now) → a change and the state after it, or a refusal. Nothing else decides. */
import { act } from './act.ts'
import { cooled, mayAsk } from './guard.ts'
import type { Change } from './log.ts'
import type { Profile } from './profile.ts'
import type { Refusal } from './refusal.ts'
import type { Request } from './request.ts'
import type { State } from './state.ts'
import { turned } from './turns.ts'

export type Moment = {
  state: State
  /** Accepted changes of the last hour, oldest first, at most 1 000: complete up to the head that `state` is. */
  recent: readonly Change[]
  request: Request
  /** Epoch milliseconds, never behind the head. */
  now: number
  /** What the change will have: the head's plus one. */
  generation: number
  profiles: readonly Profile[]
}

export type Reduced = { change: Change; state: State } | { refusal: Refusal }

/** Guards run role → mute → lock → cooldown, against the very state that the commit will build on. */
export const reduce = (moment: Moment): Reduced => {
  const denied = mayAsk(moment)
  if (denied) return { refusal: denied }
  const deed = act(moment)
  if ('reason' in deed) return { refusal: deed }
  const waiting = cooled(moment, deed)
  if (waiting) return { refusal: waiting }
  const { request, now: at, generation } = moment
  const { id, correlation, source, who, intent } = request
  const { turns = [], label = '', limited = false, undoes, momentary } = deed
  const change: Change = {
    ...{ id, generation, correlation, source, who, at, intent, turns, label, limited },
    ...(undoes === undefined ? {} : { undoes }),
    ...(momentary ? { momentary } : {}),
  }
  return { change, state: turned({ ...moment.state, ...deed.state }, change) }
}
