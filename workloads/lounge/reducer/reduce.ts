/** The reducer: (state, recent, request, now) → a change and the state after it, or a refusal. Nothing else decides. */
import type { Change } from '../log.ts'
import { act } from './act.ts'
import { cooled, mayAsk } from './guard.ts'
import type { Moment, Reduced } from './moment.ts'
import { turned } from './turns.ts'

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
