/** The engine and the knobs of one unit: what was sent, and what is desired where that differs. */
import { engineIn, type Knob, knob } from '../knob.ts'
import type { Engine, Profile } from '../profile.ts'
import type { Settings, Values } from '../state.ts'
import { label } from '../words/plain.ts'
import { knobIn, valueWords } from '../words/turn-words.ts'
import { PLACES, type Place, type Reading, type Screen, type ShownEngine, type ShownKnob } from './screen.ts'

export type Panel = { profile: Profile; unit: string; sent: Values; desired: Settings }

const plain = (settings: Settings): Values =>
  Object.fromEntries(Object.entries(settings).map(([id, { value }]) => [id, value]))

const shown = (engine: Engine | undefined): ShownEngine | null =>
  engine === undefined ? null : { id: engine.id, name: engine.name }

const engines = ({ profile, unit, sent, desired }: Panel) => {
  const is = engineIn(profile, sent, unit)
  const next = engineIn(profile, plain(desired), unit)
  return { is, next: next === is ? undefined : next, named: is ?? next }
}

export const engineOf = (panel: Panel): Screen['engine'] => {
  const { is, next } = engines(panel)
  return { sent: shown(is), want: shown(next), by: panel.desired[`${panel.unit}.engine`]?.by ?? null }
}

/** The engine that sounds in a unit. */
export const soundingIn = ({ profile, sent }: Panel, unit: string) =>
  engineIn(profile, sent, unit)?.name ?? null

/** The control that a place turns in this engine. */
const controlAt = (panel: Panel, place: Place, engine: Engine | undefined): string | undefined => {
  const name = place === 'time' || place === 'predelay' ? place : engine?.dials[place]
  return name === undefined ? undefined : `${panel.unit}.${name}`
}

const readingOf = (found: Knob, value: number | undefined): Reading | null => {
  if (value === undefined) return null
  const { min, max } = found
  return { at: max === min ? 0 : (value - min) / (max - min), text: valueWords(found, value) }
}

const DARK: Record<Place, string> = {
  predelay: 'Pre-Delay',
  time: 'Time',
  dial1: 'Dial 1',
  dial2: 'Dial 2',
}

const dark = (place: Place): ShownKnob => ({ place, label: DARK[place], sent: null, want: null, by: null })

const knobAt = (panel: Panel, place: Place): ShownKnob => {
  const { named, next, is } = engines(panel)
  const id = controlAt(panel, place, named)
  const found = id === undefined ? undefined : knobIn(panel.profile, id, named)
  if (id === undefined || found === undefined) return dark(place)
  const setting = panel.desired[id]
  const sent = readingOf(found, panel.sent[id])
  // Under another engine a dial is another control: what waits for it says nothing about this one.
  const isOfAnother = is !== undefined && next !== undefined && place.startsWith('dial')
  const waits = setting !== undefined && !isOfAnother && setting.value !== panel.sent[id]
  return {
    place,
    label: label(found.label),
    sent,
    want: waits ? readingOf(found, setting.value) : null,
    by: setting?.by ?? null,
  }
}

export const knobsOf = (panel: Panel): readonly ShownKnob[] => PLACES.map((place) => knobAt(panel, place))

/** Where on the panel a control is shown. */
export const placeOf = (panel: Panel, control: string): Place | 'engine' | undefined => {
  if (control === `${panel.unit}.engine`) return 'engine'
  const { named } = engines(panel)
  return PLACES.find((place) => controlAt(panel, place, named) === control)
}

/** The unit that is heard, the first one while both are or nobody knows; and whether another sounds with it. */
export const heard = (profile: Profile, sent: Values) => {
  const { activation, units } = profile
  const first = units[0]?.id ?? ''
  if (activation === undefined) return { unit: first, beside: undefined }
  const mode = sent[activation.control]
  const alone = Object.keys(activation.solo).find((unit) => activation.solo[unit] === mode)
  const beside = mode === activation.both ? units[1]?.id : undefined
  return { unit: alone ?? first, beside }
}

/** How many settings of the device are not what was sent. */
export const waiting = ({ profile, sent, desired }: Panel) =>
  Object.entries(desired).filter(
    ([id, { value }]) => value !== sent[id] && knob(profile, plain(desired), id) !== undefined,
  ).length
