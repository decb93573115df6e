/** Requests that turn knobs: set, activate, reset, and the raw control change. */

import { activationValue } from '../activation.ts'
import { defaultValues, engineIn, engineTurns, type Knob, knob, noUnit, resolve } from '../knob.ts'
import { toValue } from '../level.ts'
import { nearest, normalise, tryFindByName } from '../name.ts'
import type { Profile } from '../profile.ts'
import type { Refusal } from '../refusal.ts'
import type { Target } from '../request.ts'
import type { Values } from '../state.ts'
import { atLeast } from './guard.ts'
import type { Deed, IntentOf, Moment } from './moment.ts'
import { turnsTo, valuesOf } from './turns.ts'

/** The profile that is meant: by id, or the lounge's first. */
export const deviceOf = (profiles: readonly Profile[], id: string | undefined): Profile | Refusal => {
  const found = id === undefined ? profiles[0] : profiles.find((profile) => profile.id === id)
  return found ?? { reason: 'unknown-device', name: id ?? '', known: profiles.map((profile) => profile.id) }
}

/** The first device that knows the control, or what the first device says of it. */
const findKnob = (
  { state, profiles }: Moment,
  { device, control, unit }: IntentOf<'set'>,
): { knob: Knob; profile: Profile } | Refusal => {
  const meant = deviceOf(profiles, device)
  if ('reason' in meant) return meant
  const tried = (device === undefined ? profiles : [meant]).map((profile) => ({
    profile,
    ...resolve(profile, valuesOf(state, profile.id), control, unit),
  }))
  const hit = tried.find((result) => 'knob' in result)
  if (hit && 'knob' in hit) return hit
  const [first] = tried
  return first && 'fault' in first ? first.fault : { reason: 'unknown-device', name: '', known: [] }
}

/** From a value so many levels on: at least one position where the range is coarser than the step. */
const stepped = (from: number, by: number, { min, max }: Knob) => {
  const level = ((from - min) * 10) / (max - min || 1)
  const to = toValue(Math.min(10, Math.max(0, level + by)), { min, max })
  return to === from ? Math.min(max, Math.max(min, from + Math.sign(by))) : to
}

/** A guess is made among all spellings and answered with the name. */
const guessed = (choices: Knob['choices'], said: string): string | undefined => {
  const guess = nearest(
    normalise(said),
    choices.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
  )
  return guess === undefined ? undefined : tryFindByName(choices, guess)?.name
}

const named = (knob: Knob, name: string): number | Refusal => {
  const choice = tryFindByName(knob.choices, name)
  if (choice) return choice.value
  const known = knob.choices.map((option) => option.name)
  const guess = guessed(knob.choices, name)
  return { reason: 'unknown-choice', control: knob.label, name, known, ...(guess ? { guess } : {}) }
}

const inRange = ({ label: control, min, max }: Knob, value: number): number | Refusal =>
  value < min || value > max ? { reason: 'out-of-range', control, min, max } : value

/** The value a target means on this knob, or why it means none. */
const aim = (knob: Knob, values: Values, to: Target): number | Refusal => {
  if (to.as === 'name') return named(knob, to.name)
  if (to.as === 'value') return inRange(knob, to.value)
  // An engine has a name, not a level: 7 of 10 would be a lottery.
  if (knob.isEngine) return named(knob, String(to.as === 'level' ? to.level : to.by))
  if (to.as === 'level') return toValue(to.level, knob)
  const from = values[knob.id]
  if (from === undefined) return { reason: 'nothing-to-step-from', control: knob.label }
  return stepped(from, to.by, knob)
}

/** What the old engine's dials turned and no viewer could turn back in the new one goes to its least. */
const leftBehind = (profile: Profile, values: Values, after: Values): Values => {
  const dials = profile.units.flatMap(({ id }) =>
    Object.values(engineIn(profile, values, id)?.dials ?? {}).map((control) => `${id}.${control}`),
  )
  const left = dials.map((id) => knob(profile, after, id)).filter((one) => one && one.role !== 'viewer')
  return Object.fromEntries(left.flatMap((one) => (one && one.id in values ? [[one.id, one.min]] : [])))
}

/** What setting a knob turns: with an engine, everything whose meaning hangs on it. */
const turning = (profile: Profile, values: Values, { knob, to }: { knob: Knob; to: number }) => {
  const engine = profile.engines.find(({ value }) => value === to)
  const asked = { [knob.id]: to }
  if (!engine || !knob.isEngine || knob.unit === undefined || values[knob.id] === to)
    return turnsTo(profile.id, values, asked)
  const left = leftBehind(profile, values, { ...values, ...asked })
  return turnsTo(profile.id, values, { ...asked, ...left, ...engineTurns(profile, engine, knob.unit) })
}

export const setKnob = (moment: Moment, intent: IntentOf<'set'>): Deed | Refusal => {
  const found = findKnob(moment, intent)
  if ('reason' in found) return found
  const { knob, profile } = found
  const { who } = moment.request
  if (!atLeast(who, knob.role)) return { reason: 'role', needs: knob.role, what: knob.label }
  const values = valuesOf(moment.state, profile.id)
  const asked = aim(knob, values, intent.to)
  if (typeof asked !== 'number') return asked
  const limit = who.role === 'viewer' ? (knob.viewerMax ?? knob.max) : knob.max
  const to = Math.min(asked, limit)
  return { turns: turning(profile, values, { knob, to }), label: knob.label, limited: to < asked }
}

export const activate = (moment: Moment, intent: IntentOf<'activate'>): Deed | Refusal => {
  const profile = deviceOf(moment.profiles, intent.device)
  if ('reason' in profile) return profile
  const { activation, units } = profile
  const unit = units.find(({ id }) => id === intent.unit)
  if (!activation || !unit) return noUnit(profile, intent.unit)
  const values = valuesOf(moment.state, profile.id)
  const to = activationValue(profile, values, unit.id, intent.on)
  return { turns: turnsTo(profile.id, values, { [activation.control]: to }), label: unit.label }
}

export const reset = (moment: Moment, intent: IntentOf<'reset'>): Deed | Refusal => {
  const profile = deviceOf(moment.profiles, intent.device)
  if ('reason' in profile) return profile
  const values = valuesOf(moment.state, profile.id)
  const defaults = defaultValues(profile)
  const bound = profile.controls.filter(({ id, byEngine }) => byEngine && !(id in defaults))
  const unset = Object.fromEntries(bound.map(({ id }) => [id, null]))
  return { turns: turnsTo(profile.id, values, { ...defaults, ...unset }), label: profile.name }
}

/** A CC that a control knows is an ordinary turn; a trigger or an unknown one acts once; preset recalls never. */
export const sendRaw = (moment: Moment, intent: IntentOf<'raw'>): Deed | Refusal => {
  const profile = deviceOf(moment.profiles, intent.device)
  if ('reason' in profile) return profile
  const { cc, value } = intent
  const trigger = profile.triggers.find((entry) => entry.cc === cc)
  if (trigger?.refused) return { reason: 'forbidden-cc', cc, label: trigger.label, why: trigger.refused }
  const control = profile.controls.find((entry) => entry.cc === cc)
  if (!control) return { momentary: { device: profile.id, cc, value }, label: trigger?.label ?? `CC ${cc}` }
  const values = valuesOf(moment.state, profile.id)
  const found = resolve(profile, values, control.id)
  if ('fault' in found) return found.fault
  const live = found.knob
  const to = aim(live, values, { as: 'value', value })
  if (typeof to !== 'number') return to
  return { turns: turning(profile, values, { knob: live, to }), label: live.label }
}
