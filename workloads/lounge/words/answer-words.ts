/** The words of an accepted request: what it did, and whether the pedal has it yet. Never more than is known. */
import type { Answer } from '../answer.ts'
import type { Profile } from '../profile.ts'
import { deedWords } from './deed-words.ts'
import { called, line } from './plain.ts'
import { knobCalled, valueWords } from './turn-words.ts'
import type { Deed } from './turned-words.ts'

const PENDING = 'accepted — the pedal has not taken it yet; it will follow'
const PENDING_ONCE = 'accepted — the pedal has not taken it yet; it goes out only within 5 seconds'

/** "Ana's 9": what went out instead, as its control reads it. */
const replacement = ({ change, replacedBy }: Answer, profiles: readonly Profile[]): string => {
  const [turn] = change.turns
  if (!replacedBy) return 'a newer change'
  const profile = profiles.find(({ id }) => id === turn?.device)
  const knob = turn && profile && knobCalled(profile, turn.control, change.label)
  return `${called(replacedBy.by, 'somebody')}'s ${valueWords(knob, replacedBy.value)}`
}

const outcomes: Record<Answer['outcome'], (answer: Answer, profiles: readonly Profile[]) => string> = {
  applied: () => '',
  replaced: (answer, profiles) => ` · applied, replaced by ${replacement(answer, profiles)}`,
  pending: ({ change }) => ` · ${change.momentary ? PENDING_ONCE : PENDING}`,
}

export const answerWords = (answer: Answer, profiles: readonly Profile[]): string => {
  const { change } = answer
  const say = deedWords[change.intent.kind] as (deed: Deed) => string
  return line(say({ change, intent: change.intent, profiles }) + outcomes[answer.outcome](answer, profiles))
}
