/** What a change turned, in the words of the engine it was done in. */
import { isEngineId } from '../lexicon.ts'
import type { Change, Turn } from '../log.ts'
import type { Engine, Profile } from '../profile.ts'
import type { Intent } from '../request.ts'
import { called, label } from './plain.ts'
import { engineOf, knobCalled, knobIn, nameWords, valueWords } from './turn-words.ts'

/** The one emoji a reply may have. */
export const NOTE = '🎶'

const MOST_NAMED = 4 // turns that one reply lists

export type Deed<K extends Intent['kind'] = Intent['kind']> = {
  change: Change
  intent: Extract<Intent, { kind: K }>
  profiles: readonly Profile[]
}

const profileOf = (profiles: readonly Profile[], turn: Turn) => profiles.find(({ id }) => id === turn.device)

/** What a turn's control and value are called: by the engine that came with it, else by the name it was asked by. */
const named = (
  profile: Profile,
  turn: Turn,
  { engine, asked = '' }: { engine?: Engine | undefined; asked?: string },
) => {
  const knob = engine ? knobIn(profile, turn.control, engine) : knobCalled(profile, turn.control, asked)
  const plain = profile.controls.find(({ id }) => id === turn.control)?.label
  return {
    name: nameWords(profile, turn.control, knob?.label ?? plain ?? turn.control),
    value: turn.to === null ? undefined : valueWords(knob, turn.to),
  }
}

/** "time, pre-delay and the dials": what an engine change set back. */
const wentBack = (profile: Profile, turns: readonly Turn[], first: Turn): string => {
  const engine = engineOf(profile, turns, first.control)
  const dials = new Set(Object.values(engine?.dials ?? {}))
  const names = turns
    .filter((turn) => turn !== first && turn.to !== null)
    .map(({ control }) =>
      dials.has(control.split('.')[1] ?? '')
        ? 'the dials'
        : label(knobIn(profile, control, engine)?.label ?? control).toLowerCase(),
    )
  return inWords([...new Set(names)])
}

const inWords = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

export const setWords = ({ change, profiles }: Pick<Deed, 'change' | 'profiles'>): string => {
  const [turn] = change.turns
  const profile = turn && profileOf(profiles, turn)
  if (!turn || !profile) return `${label(change.label)} set`
  const { name, value } = named(profile, turn, { asked: change.label })
  const limit = change.limited ? ' — the most viewers may set' : ''
  if (turn.from === turn.to) return `${name} is at ${value} already${limit}`
  if (!isEngineId(turn.control)) return `${name} set to ${value}${limit}`
  const back = wentBack(profile, change.turns, turn)
  return `${name} set to ${value} ${NOTE}${back === '' ? '' : `; ${back} are back to their defaults`}`
}

export const activateWords = ({ change, intent, profiles }: Deed<'activate'>): string => {
  const [turn] = change.turns
  const profile = turn && profileOf(profiles, turn)
  const unit = `${label(change.label)} is ${intent.on ? 'on' : 'off'}`
  if (!turn || !profile) return unit
  const { value } = named(profile, turn, {})
  return `${unit}: ${value}`
}

const backWords = ({ change, profiles }: Deed<'undo'>, turn: Turn) => {
  const profile = profileOf(profiles, turn)
  if (!profile) return { name: label(change.label), value: undefined }
  return named(profile, turn, { engine: engineOf(profile, change.turns, turn.control), asked: change.label })
}

export const undoWords = (deed: Deed<'undo'>): string => {
  const moved = deed.change.turns.filter(({ from, to }) => from !== to).map((turn) => backWords(deed, turn))
  const back = moved.filter(({ value }) => value !== undefined)
  const name = moved[0]?.name ?? label(deed.change.label)
  if (back.length === 0) return `Undone; ${name} had not been set before, so the pedal stays where it is`
  const more = back.length > MOST_NAMED ? ` and ${back.length - MOST_NAMED} more` : ''
  const first = back.slice(0, MOST_NAMED).map((one) => `${one.name} back to ${one.value}`)
  return `Undone: ${first.join(', ')}${more}`
}

/** Of several engines the first unit's is what a preset is known by. */
export const recallWords = ({ change, profiles }: Deed<'preset-recall'>): string => {
  const [turn] = change.turns
  const profile = turn && profileOf(profiles, turn)
  const lead = profile && engineOf(profile, change.turns, `${profile.units[0]?.id}.engine`)
  return `Preset ${called(change.label)} is on ${NOTE}${lead === undefined ? '' : ` (${label(lead.name)})`}`
}

export const rawWords = (deed: Deed<'raw'>): string => {
  const { momentary, label: name } = deed.change
  return momentary ? `${label(name)} goes out once with value ${momentary.value}` : setWords(deed)
}
