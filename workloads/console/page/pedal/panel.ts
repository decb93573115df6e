/** The pedal's front panel as data: what its knobs stand at, what they are asked to, and what nobody knows. */
import { formatLevel } from '../../../lounge/level.ts'
import type { Choice, Control, Engine, Profile } from '../../../lounge/profile.ts'

/** By control id. */
type Values = Readonly<Record<string, number>>

export type Asked = {
  sent: Values
  desired: Values
  /** By control id, the name of who asked for what is desired. */
  by: Readonly<Record<string, string>>
}

export type Knob = {
  /** Where it is on the panel: `time`, `dial1`. */
  place: string
  /** The control behind it, undefined for a dial while no engine is known. */
  id: string | undefined
  label: string
  /** The MIDI value that was sent; undefined when nothing ever was. */
  at: number | undefined
  /** The desired value where it is not what was sent. */
  want: number | undefined
  min: number
  max: number
  choices: readonly Choice[]
}

export type Panel = {
  engines: readonly Engine[]
  engine: Engine | undefined
  wantedEngine: Engine | undefined
  /** Who chose the desired engine. */
  chosenBy: string | undefined
  knobs: readonly Knob[]
  /** The other unit's engine, where anyone touched it. */
  other: string | undefined
  /** What sounds: "Reverb A", undefined while untouched. */
  mode: string | undefined
}

const KNOBS = ['time', 'mix', 'predelay', 'treble'] as const
const DIALS = ['dial1', 'dial2'] as const

const tryFindControl = (profile: Profile, id: string) => profile.controls.find((control) => control.id === id)

const engineOf = (profile: Profile, values: Values, unit: string) =>
  profile.engines.find(({ value }) => value === values[`${unit}.engine`])

/** The desired value, only where it differs from what was sent. */
const wanted = ({ sent, desired }: Asked, id: string) => (desired[id] === sent[id] ? undefined : desired[id])

const knobOf = (control: Control, engine: Engine | undefined, asked: Asked): Omit<Knob, 'place'> => {
  const meaning = engine?.meanings[control.id.split('.').at(-1) ?? control.id]
  return {
    id: control.id,
    label: meaning?.label ?? control.label,
    at: asked.sent[control.id],
    want: wanted(asked, control.id),
    min: meaning?.min ?? control.min,
    max: meaning?.max ?? control.max,
    choices: meaning?.choices ?? control.choices ?? [],
  }
}

const unknownDial = (place: string): Knob => ({
  place,
  id: undefined,
  label: place === 'dial1' ? 'Control 1' : 'Control 2',
  at: undefined,
  want: undefined,
  min: 0,
  max: 127,
  choices: [],
})

export const panelOf = (profile: Profile, asked: Asked): Panel => {
  const unit = profile.units[0]?.id ?? ''
  const engine = engineOf(profile, asked.sent, unit)
  const wantedEngine = engineOf(profile, asked.desired, unit)
  const named = engine ?? wantedEngine
  const at = (place: string, name: string | undefined): Knob => {
    const control = name === undefined ? undefined : tryFindControl(profile, `${unit}.${name}`)
    return control === undefined ? unknownDial(place) : { place, ...knobOf(control, named, asked) }
  }
  return {
    engines: profile.engines,
    engine,
    wantedEngine: wantedEngine === engine ? undefined : wantedEngine,
    chosenBy: asked.by[`${unit}.engine`],
    knobs: [...KNOBS.map((name) => at(name, name)), ...DIALS.map((dial) => at(dial, named?.dials[dial]))],
    ...aside(profile, asked),
  }
}

const aside = (profile: Profile, { sent }: Asked) => {
  const other = profile.units[1]
  const mode =
    profile.activation === undefined ? undefined : tryFindControl(profile, profile.activation.control)
  return {
    other: other === undefined ? undefined : engineOf(profile, sent, other.id)?.name,
    mode: mode?.choices?.find(({ value }) => value === sent[mode.id])?.name,
  }
}

/** A knob's value in people's words: a position's name, or a level 0–10. */
export const reading = (knob: Knob, value: number | undefined): string => {
  if (value === undefined) return 'untouched'
  return knob.choices.find((choice) => choice.value === value)?.name ?? formatLevel(value, knob)
}

/** Where its pointer stands, from 0 (all the way left) to 1. */
export const travel = ({ min, max }: Knob, value: number) => (max === min ? 0 : (value - min) / (max - min))

/** What was sent last: by the node's report, and by the bytes themselves while the report is on its way or gone. */
export const sentValues = (
  profile: Profile,
  bytes: Readonly<Record<number, number>>,
  reported: Values,
): Values => {
  const heard = profile.controls.flatMap(({ id, cc }) => {
    const value = reported[id] ?? bytes[cc]
    return value === undefined ? [] : [[id, value] as const]
  })
  return Object.fromEntries(heard)
}
