/** One change of the log in a few words: what it was, from where to where. */
import { formatLevel } from '../../../lounge/level.ts'
import type { Change, Turn } from '../../../lounge/log.ts'
import type { Engine, Profile } from '../../../lounge/profile.ts'
import type { Intent } from '../../../lounge/request.ts'
import { changeName } from '../../../lounge/words/turn-words.ts'
import type { PageState } from '../store.ts'

type Words = { what: string; from: string; to: string; more: number }

const byKind: Partial<Record<Intent['kind'], (change: Change) => string>> = {
  undo: ({ undoes, label }) => `undid ${label === '' ? `#${undoes}` : label}`,
  reset: () => 'reset',
  'preset-recall': ({ label }) => `preset ${label}`,
  'preset-save': ({ label }) => `saved preset ${label}`,
  'preset-delete': ({ label }) => `deleted preset ${label}`,
  lock: () => 'locked the desk',
  unlock: () => 'unlocked the desk',
  mute: ({ label }) => `muted ${label}`,
  unmute: ({ label }) => `unmuted ${label}`,
  player: ({ label }) => `player ${label}`,
  card: ({ label }) => `help card ${label}`,
  resync: () => 'resync: send it all again',
  'on-air': ({ intent }) => (intent.kind === 'on-air' && intent.onAir ? 'on air' : 'off air'),
  evening: () => 'settings of the evening',
  raw: ({ momentary, label }) =>
    momentary === undefined ? label : `CC ${momentary.cc} = ${momentary.value}`,
}

const nameOf = (id: string) => id.split('.').at(-1) ?? id

/** The engine that is on gives a dial its range; an engine's own positions are the engines. */
const rangeOf = (profile: Profile, id: string, engine: Engine | undefined) => {
  const control = profile.controls.find((one) => one.id === id)
  const meaning = engine?.meanings[nameOf(id)]
  return {
    choices: nameOf(id) === 'engine' ? profile.engines : (meaning?.choices ?? control?.choices ?? []),
    min: meaning?.min ?? control?.min ?? 0,
    max: meaning?.max ?? control?.max ?? 127,
  }
}

const engineNow = (state: PageState, profile: Profile, turn: Turn) => {
  const unit = turn.control.split('.')[0] ?? ''
  const value = state.view?.state.devices[turn.device]?.[`${unit}.engine`]?.value
  return profile.engines.find((engine) => engine.value === value)
}

const endsOf = (turn: Turn, profile: Profile, engine: Engine | undefined) => {
  const range = rangeOf(profile, turn.control, engine)
  const word = (value: number | null) => {
    if (value === null) return 'untouched'
    return range.choices.find((choice) => choice.value === value)?.name ?? formatLevel(value, range)
  }
  return { from: word(turn.from), to: word(turn.to) }
}

export const changeWords = (change: Change, state: PageState): Words => {
  const [turn] = change.turns
  const profile = state.setup?.profiles.find(({ id }) => id === turn?.device)
  const label = change.label && changeName(profile, change)
  const what = byKind[change.intent.kind]?.({ ...change, label }) ?? label
  if (turn === undefined || profile === undefined) return { what, from: '', to: '', more: 0 }
  return { what, ...endsOf(turn, profile, engineNow(state, profile, turn)), more: change.turns.length - 1 }
}
