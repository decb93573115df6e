/** From what was sent to what is desired, in the order a device understands: engines, a pause, the rest. */
import type { Control, Profile } from './profile.ts'
import type { Values } from './state.ts'

/** One control change; `value` is 0–127. */
export type Send = { cc: number; value: number; control: string }

/** What to do next on the wire. */
export type Step = Send | { pauseMs: number }

export const isSend = (step: Step): step is Send => 'cc' in step

const unitOf = (profile: Profile, control: Control) =>
  profile.units.find(({ id }) => control.id === `${id}.engine`)?.id

/** Ids of the controls whose meaning hangs on this unit's engine when it is `value`. */
const dependants = (profile: Profile, unit: string, value: number): ReadonlySet<string> => {
  const dials = profile.engines.find((engine) => engine.value === value)?.dials ?? {}
  const reset = profile.resets.map((name) => dials[name] ?? name)
  const named = new Set([...reset, ...Object.values(dials)].map((name) => `${unit}.${name}`))
  const ofUnit = profile.controls.filter((control) => control.unit === unit)
  return new Set(ofUnit.filter(({ id, byEngine }) => byEngine || named.has(id)).map(({ id }) => id))
}

/** What may still be taken as sent after `step`: an engine change makes the device forget what hung on the old one. */
export const afterSending = (profile: Profile, sent: Values, { control: id, value }: Send): Values => {
  const control = profile.controls.find((each) => each.id === id)
  const unit = control && unitOf(profile, control)
  if (unit === undefined || sent[id] === value) return { ...sent, [id]: value }
  const forgotten = dependants(profile, unit, value)
  const kept = Object.entries(sent).filter(([each]) => !forgotten.has(each))
  return { ...Object.fromEntries(kept), [id]: value }
}

/** Those controls, as steps, whose desired value is not what was sent. */
const differing = (controls: readonly Control[], sent: Values, desired: Values): Send[] =>
  controls.flatMap(({ id, cc }) => {
    const value = desired[id]
    return value === undefined || value === sent[id] ? [] : [{ cc, value, control: id }]
  })

/**
 * What to send so that a device which was sent `sent` is as `desired`. Engines come first, then (if any changed) a
 * pause, even if nothing follows yet, then the units' controls, and last what concerns the whole device, such as the
 * mode: a unit is heard only once it is complete. What is absent from `desired`, or unknown to the profile, is never
 * sent.
 */
export const plan = (profile: Profile, sent: Values, desired: Values): Step[] => {
  const isEngine = (control: Control) => unitOf(profile, control) !== undefined
  const engines = differing(profile.controls.filter(isEngine), sent, desired)
  const known = engines.reduce((so, step) => afterSending(profile, so, step), sent)
  const rest = profile.controls.filter((control) => !isEngine(control))
  const unitsFirst = [...rest.filter(({ unit }) => unit), ...rest.filter(({ unit }) => !unit)]
  const settle = engines.length > 0 ? [{ pauseMs: profile.settleMs }] : []
  return [...engines, ...settle, ...differing(unitsFirst, known, desired)]
}
