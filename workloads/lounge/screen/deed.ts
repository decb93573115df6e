/** What somebody did last, in as few words as a screen has room for. */
import type { Change, Turn } from '../log.ts'
import type { Profile } from '../profile.ts'
import type { Intent } from '../request.ts'
import { called, label } from '../words/plain.ts'
import { changeName, engineOf, knobCalled, knobIn, valueWords } from '../words/turn-words.ts'

type Words = { what: string; to: string | null }

const only = (what: string): Words => ({ what, to: null })

const knobOf = (profile: Profile, change: Change, turn: Turn) => {
  const engine = engineOf(profile, change.turns, turn.control)
  return engine ? knobIn(profile, turn.control, engine) : knobCalled(profile, turn.control, change.label)
}

const turnedTo = (change: Change, profile: Profile): string | null => {
  const turn = change.turns.find(({ from, to }) => from !== to) ?? change.turns[0]
  if (turn === undefined || turn.to === null) return null
  return valueWords(knobOf(profile, change, turn), turn.to)
}

const turned = (change: Change, profile: Profile): Words => ({
  what: changeName(profile, change),
  to: turnedTo(change, profile),
})

const raw = (change: Change, profile: Profile): Words =>
  change.momentary === undefined
    ? turned(change, profile)
    : { what: label(change.label), to: String(change.momentary.value) }

/** What is not here is not for the screen: nobody is shown being muted. */
const WORDS: { [K in Intent['kind']]?: (change: Change, profile: Profile) => Words } = {
  set: turned,
  raw,
  activate: ({ intent, label: unit }) =>
    only(`${label(unit)} ${intent.kind === 'activate' && intent.on ? 'on' : 'off'}`),
  undo: (change, profile) => ({
    what: `undid ${changeName(profile, change)}`,
    to: turnedTo(change, profile),
  }),
  reset: () => only('reset the pedal'),
  'preset-recall': ({ label: name }) => ({ what: 'preset', to: called(name) }),
  'preset-save': ({ label: name }) => ({ what: 'saved preset', to: called(name) }),
  lock: () => only('locked the desk'),
  unlock: () => only('unlocked the desk'),
  player: ({ label: tag }) => ({ what: 'player', to: called(tag) }),
}

export const isShown = ({ intent }: Change) => WORDS[intent.kind] !== undefined

export const deedWords = (change: Change, profile: Profile): Words =>
  WORDS[change.intent.kind]?.(change, profile) ?? only(label(change.label))
