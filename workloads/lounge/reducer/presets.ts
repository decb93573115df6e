/** Presets: named values of a device, saved and recalled whole. */

import { nearest, normalise } from '../name.ts'
import type { Refusal } from '../refusal.ts'
import { MAX_PRESETS, type Preset, type State } from '../state.ts'
import type { Deed, IntentOf, Moment } from './moment.ts'
import { deviceOf } from './set.ts'
import { turnsTo, valuesOf } from './turns.ts'

/** As names are compared; those of signs only, which the API lets in, are told apart by their signs. */
const key = (name: string) => normalise(name) || name

const called = (name: string) => (preset: Preset) => key(preset.name) === key(name)

const findPreset = ({ presets }: State, name: string): Preset | Refusal => {
  const known = presets.map((preset) => preset.name)
  const guess = nearest(normalise(name), known)
  return presets.find(called(name)) ?? { reason: 'unknown-preset', name, known, ...(guess ? { guess } : {}) }
}

/** Also what a moderator set past the viewers' limits comes back as it was saved. */
export const recallPreset = ({ state, profiles }: Moment, name: string): Deed | Refusal => {
  const preset = findPreset(state, name)
  if ('reason' in preset) return preset
  const profile = deviceOf(profiles, preset.device)
  if ('reason' in profile) return profile
  // What hangs on an engine and is not in the preset belongs to an engine that goes away.
  const bound = profile.controls.filter(({ id, byEngine }) => byEngine && !(id in preset.values))
  const unset = Object.fromEntries(bound.map(({ id }) => [id, null]))
  const values = valuesOf(state, profile.id)
  return { turns: turnsTo(profile.id, values, { ...preset.values, ...unset }), label: preset.name }
}

export const savePreset = (
  { state, profiles, request }: Moment,
  { name, device }: IntentOf<'preset-save'>,
): Deed | Refusal => {
  const profile = deviceOf(profiles, device)
  if ('reason' in profile) return profile
  const values = valuesOf(state, profile.id)
  if (Object.keys(values).length === 0) return { reason: 'nothing-to-save', name }
  const others = state.presets.filter((preset) => !called(name)(preset))
  if (others.length >= MAX_PRESETS) return { reason: 'presets-full', max: MAX_PRESETS }
  const preset = { name, device: profile.id, values, by: request.who.name }
  return { label: name, state: { presets: [...others, preset] } }
}

export const deletePreset = ({ state }: Moment, name: string): Deed | Refusal => {
  const preset = findPreset(state, name)
  if ('reason' in preset) return preset
  return { label: preset.name, state: { presets: state.presets.filter((other) => other !== preset) } }
}
