/** A control as it is right now: what the engine in use makes of it, and what it is called there. */

import type { Range } from './level.ts'
import { bare, engineId, lexicon } from './lexicon.ts'
import { nearest, normalise, strip } from './name.ts'
import type { Choice, Control, Engine, Meaning, Profile, Role } from './profile.ts'
import type { Refusal } from './refusal.ts'
import type { Values } from './state.ts'

export type Knob = {
  device: string
  id: string
  unit: string | undefined
  /** What it is called in the engine in use, e.g. "Hall Size". */
  label: string
  cc: number
  min: number
  max: number
  /** Named positions, none for a control that only has a level. */
  choices: readonly Choice[]
  role: Role
  viewerMax: number | undefined
  /** What a reset sends, in this engine's range. */
  default: number | undefined
  isEngine: boolean
}

/** The engine a unit has been set to; undefined while nobody has chosen one, because the pedal cannot be read. */
export const engineIn = (profile: Profile, values: Values, unit: string): Engine | undefined => {
  const value = values[engineId(unit)]
  return profile.engines.find((engine) => engine.value === value)
}

/** The control as it is with these values; undefined when there is none such or it does nothing in this engine. */
export const knob = (profile: Profile, values: Values, controlId: string): Knob | undefined => {
  const control = profile.controls.find(({ id }) => id === controlId)
  if (control === undefined) return undefined
  const engine = control.unit === undefined ? undefined : engineIn(profile, values, control.unit)
  return knobIn(profile, control, engine)
}

const knobIn = (profile: Profile, control: Control, engine: Engine | undefined): Knob | undefined => {
  const meaning = engine?.meanings[bare(control)]
  if (control.byEngine && meaning === undefined) return undefined
  const isEngine = control.unit !== undefined && control.id === engineId(control.unit)
  return {
    device: profile.id,
    id: control.id,
    unit: control.unit,
    label: meaning?.label ?? control.label,
    cc: control.cc,
    ...rangeOf(control, meaning),
    choices: isEngine ? profile.engines.map(asChoice) : (meaning?.choices ?? control.choices ?? []),
    role: isDial(control, engine) ? 'viewer' : control.role,
    viewerMax: meaning?.viewerMax ?? control.viewerMax,
    default: defaultOf(profile, control, engine),
    isEngine,
  }
}

const asChoice = ({ value, name, id, aliases = [] }: Engine): Choice => ({
  value,
  name,
  aliases: [id, ...aliases],
})

const rangeOf = (control: Control, meaning: Meaning | undefined): Range => ({
  min: meaning?.min ?? control.min,
  max: meaning?.max ?? control.max,
})

/** Whatever a dial turns is open to viewers, as long as the engine has it on that dial. */
const isDial = (control: Control, engine: Engine | undefined) =>
  engine !== undefined && control.unit !== undefined && Object.values(engine.dials).includes(bare(control))

const defaultOf = (profile: Profile, control: Control, engine: Engine | undefined): number | undefined => {
  const unit = profile.units.find(({ id }) => id === control.unit)
  if (unit?.dialDefault === undefined || !isDial(control, engine)) return control.default
  const { min, max } = rangeOf(control, engine?.meanings[bare(control)])
  return min + Math.round((unit.dialDefault / 127) * (max - min))
}

const isStrange = ({ units }: Profile, unit: string | undefined): unit is string =>
  unit !== undefined && units.length > 0 && !units.some(({ id }) => id === unit)

export const noUnit = ({ units }: Profile, name: string): Refusal => ({
  ...{ reason: 'unknown-unit', name: name.slice(0, 64) },
  known: units.map(({ id }) => id),
})

export type Resolved = { knob: Knob } | { fault: Refusal }

/**
 * Finds the control that was said: an id (`b.time`), a name or alias, a dial, or what the engine in use calls it.
 * Without `unit` the first one is meant; an id says its own. The whole device's controls answer in any unit.
 */
// biome-ignore lint/complexity/useMaxParams: the fourth is for the few who mean reverb B.
export const resolve = (profile: Profile, values: Values, said: string, unit?: string): Resolved => {
  const word = normalise(said)
  const direct = lexicon(profile).ids.get(word)
  const meant = direct?.unit ?? unit ?? profile.units[0]?.id
  const engine = meant === undefined ? undefined : engineIn(profile, values, meant)
  const control = direct ?? named({ profile, engine, word, unit: meant })
  if (control === undefined && isStrange(profile, unit)) return { fault: noUnit(profile, unit) }
  if (control === undefined) return { fault: unresolved(profile, engine, said) }
  const found = knobIn(profile, control, engine)
  return found ? { knob: found } : { fault: dead(profile, engine, control.label) }
}

type Said = { profile: Profile; engine: Engine | undefined; word: string; unit: string | undefined }

/** What the engine calls it comes first: it is the more particular name. */
const named = ({ profile, engine, word, unit }: Said): Control | undefined => {
  const { engines, controls, dials } = lexicon(profile)
  const dial = dials.get(word)
  const inEngine = engine && (engines.get(engine)?.get(word) ?? (dial && engine.dials[dial]))
  const name = inEngine ?? controls.get(word)
  const mine = (control: Control) => control.unit === undefined || control.unit === unit
  return profile.controls.find((control) => bare(control) === name && mine(control))
}

/** A dial or a name of some other engine is known but dead here; anything else is unknown. */
const unresolved = (profile: Profile, engine: Engine | undefined, said: string): Refusal => {
  const { dials, engines } = lexicon(profile)
  const word = normalise(said)
  const elsewhere = dials.get(word) ?? labelElsewhere(engines, word)
  if (elsewhere !== undefined) return dead(profile, engine, elsewhere)
  const guess = nearest(said, sayable(profile))
  const name = strip(said).slice(0, 64)
  return { reason: 'unknown-control', name, known: openNames(profile), ...(guess ? { guess } : {}) }
}

const labelElsewhere = (engines: ReadonlyMap<Engine, ReadonlyMap<string, string>>, word: string) => {
  for (const [engine, words] of engines) {
    const name = words.get(word)
    if (name !== undefined) return engine.meanings[name]?.label
  }
  return undefined
}

const dead = (profile: Profile, engine: Engine | undefined, name: string): Refusal =>
  engine === undefined
    ? { reason: 'no-engine' }
    : { reason: 'not-in-engine', name, engine: engine.name, known: dialLabels(profile, engine) }

/** What the dials do there, e.g. "Bass" and "Hall Size". */
const dialLabels = ({ controls }: Profile, { dials, meanings }: Engine): string[] =>
  Object.values(dials).map(
    (name) => meanings[name]?.label ?? controls.find((control) => bare(control) === name)?.label ?? name,
  )

/** What a viewer may always say, dials included. */
const openNames = (profile: Profile): string[] => {
  const first = profile.units[0]?.id
  const open = profile.controls.filter(({ role, unit }) => role === 'viewer' && (unit ?? first) === first)
  return [...open.map(bare), ...lexicon(profile).dials.values()]
}

/** Everything that can be said after `!` to mean a control, as people type it, what the engines call it included. */
export const sayable = (profile: Profile): readonly string[] => lexicon(profile).spellings

/**
 * All that changing a unit to this engine sets besides the engine itself, by control id: what is reset, in the new
 * engine's ranges, and null for what has no known value there (the engine brings its own, which cannot be read).
 */
export const engineTurns = (
  profile: Profile,
  engine: Engine,
  unit: string,
): Record<string, number | null> => {
  const reset = new Set(profile.resets.map((name) => engine.dials[name] ?? name))
  const turns: Record<string, number | null> = {}
  for (const control of profile.controls.filter((one) => one.unit === unit)) {
    if (reset.has(bare(control))) turns[control.id] = defaultOf(profile, control, engine) ?? null
    else if (control.byEngine) turns[control.id] = null
  }
  return turns
}

/** The default state: every control that has a default, dials as the default engine has them. */
export const defaultValues = (profile: Profile): Values => {
  const engines = profile.controls.filter(({ unit, id }) => unit !== undefined && id === engineId(unit))
  const start = Object.fromEntries(engines.map(({ id, default: value = 0 }) => [id, value]))
  const values: Values = {}
  for (const { id } of profile.controls) {
    const value = knob(profile, start, id)?.default
    if (value !== undefined) values[id] = value
  }
  return values
}
