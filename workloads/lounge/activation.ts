/** Which of a device's units sound: the rules of the control that switches them. */
import type { Activation, Profile } from './profile.ts'
import type { Values } from './state.ts'

/**
 * What the activation control goes to when a unit is switched on or off: the last one to be switched off leaves `none`.
 * A value that already sounds as asked is kept, so a cascade stays a cascade.
 * @throws when the device has nothing to switch.
 */
// biome-ignore lint/complexity/useMaxParams: a unit and its switch, on what it is now.
export const activationValue = (profile: Profile, current: Values, unit: string, on: boolean): number => {
  const { activation } = profile
  if (activation === undefined) throw new Error(`${profile.name} has no units to switch on or off.`)
  const { solo, both, none, control } = activation
  const value = current[control] ?? none
  const others = Object.keys(solo).filter((one) => one !== unit && sounds(activation, value, one))
  if (!on) return solo[others[0] ?? ''] ?? none
  if (others.length === 0) return solo[unit] ?? none
  return sounds(activation, value, unit) ? value : both
}

/** Whether a unit sounds at this value: one that is no single unit's own (parallel, cascade) is everybody's. */
const sounds = ({ solo }: Activation, value: number, unit: string) =>
  solo[unit] === value || !Object.values(solo).includes(value)
