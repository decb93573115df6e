/** A control and its value as people read them: "Hall Size B", "Large", "7.5". */
import { engineIn, type Knob, knob } from '../knob.ts'
import { formatLevel } from '../level.ts'
import { bare, engineId } from '../lexicon.ts'
import type { Change, Turn } from '../log.ts'
import type { Engine, Profile } from '../profile.ts'
import type { Values } from '../state.ts'
import { label } from './plain.ts'

/** The control in an engine that is known, e.g. the one it has just been set to. */
export const knobIn = (profile: Profile, id: string, engine: Engine | undefined): Knob | undefined => {
  const unit = profile.controls.find((control) => control.id === id)?.unit
  return knob(profile, engine && unit !== undefined ? { [engineId(unit)]: engine.value } : {}, id)
}

/** The control where only the name it had is known: two engines that call it the same mean the same by it. */
export const knobCalled = (profile: Profile, id: string, called: string): Knob | undefined => {
  const control = profile.controls.find((one) => one.id === id)
  const engine = control && profile.engines.find(({ meanings }) => meanings[bare(control)]?.label === called)
  return knobIn(profile, id, engine)
}

/** Its named position or its level; the bare MIDI value where nothing of it is known. */
export const valueWords = (knob: Knob | undefined, value: number): string => {
  if (knob === undefined) return `value ${value}`
  const choice = knob.choices.find((one) => one.value === value)
  return choice ? label(choice.name) : formatLevel(value, knob)
}

/** What it is called, with the unit where it is not the first one's. */
export const nameWords = (profile: Profile | undefined, id: string, called: string): string => {
  const unit = profile?.controls.find((control) => control.id === id)?.unit
  const isFirst = unit === undefined || unit === profile?.units[0]?.id
  return isFirst ? label(called) : `${label(called)} ${unit.toUpperCase()}`
}

/** What a change is called: with the unit where it is called after the control it turned, and not e.g. after a preset. */
export const changeName = (profile: Profile | undefined, { turns: [turn], label: called }: Change): string =>
  turn && profile && knobCalled(profile, turn.control, called)?.label === called
    ? nameWords(profile, turn.control, called)
    : label(called)

/** The engine that these turns choose for the unit of a control. */
export const engineOf = (profile: Profile, turns: readonly Turn[], id: string): Engine | undefined => {
  const unit = profile.controls.find((control) => control.id === id)?.unit
  const entries = turns.flatMap(({ control, to }) => (to === null ? [] : [[control, to] as const]))
  const values: Values = Object.fromEntries(entries)
  return unit === undefined ? undefined : engineIn(profile, values, unit)
}
