/** What a viewer could say now: examples that work, in the words of the engine in use. */
import { engineIn } from '../knob.ts'
import { tryFindByName } from '../name.ts'
import type { Profile } from '../profile.ts'
import type { State, Values } from '../state.ts'
import { helpWords } from '../words/help.ts'
import { label } from '../words/plain.ts'
import { knobIn } from '../words/turn-words.ts'
import type { Card, Hint } from './screen.ts'

/** How long a card is shown, in milliseconds. */
export const CARD_MS = 10_000

/** The engine three further on: the next one would make the pedal a menu. */
const another = ({ engines }: Profile, value: number | undefined) =>
  engines[(engines.findIndex((engine) => engine.value === value) + 3) % engines.length]

export const hintsOf = (profile: Profile, sent: Values, unit: string): readonly Hint[] => {
  const engine = engineIn(profile, sent, unit)
  const next = another(profile, engine?.value)
  const dials = Object.entries(engine?.dials ?? {}).map(([dial, control]) => ({
    say: `!${dial} 5`,
    does: `turns ${label(knobIn(profile, `${unit}.${control}`, engine)?.label ?? control)}`,
  }))
  return [
    ...(next === undefined ? [] : [{ say: `!engine ${next.id}`, does: 'changes the sound' }]),
    { say: '!time 7', does: 'from 0 to 10' },
    ...dials,
    { say: '!undo', does: 'takes yours back' },
    { say: '!help', does: 'tells more' },
  ]
}

/** Null when its time is over. */
export const cardOf = (state: State, profile: Profile, now: number): Card | null => {
  const { card } = state.desk
  if (card === null || now >= card.at + CARD_MS) return null
  const engine = tryFindByName(profile.engines, card.topic)
  return {
    topic: card.topic === '' ? 'How to play' : label(card.topic),
    text: helpWords(card.topic, [profile], state),
    engine: engine?.id ?? null,
  }
}
