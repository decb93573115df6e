/** What a control change means, in the words that people use for it. */
import { knob } from '../../lounge/knob.ts'
import { formatLevel } from '../../lounge/level.ts'
import type { Profile } from '../../lounge/profile.ts'
import type { Values } from '../../lounge/state.ts'

export type Message = { readonly control: string | undefined; readonly cc: number; readonly value: number }

const once = (profile: Profile, { cc, value }: Message) => {
  const label = profile.triggers.find((trigger) => trigger.cc === cc)?.label ?? `CC ${cc}`
  return `${label}: ${value}, sent once`
}

/** `sent` is what the device was sent up to and including this: it decides what a dial is. */
export const wireWords = (profile: Profile, sent: Values, message: Message): string => {
  const { control, value } = message
  if (control === undefined) return once(profile, message)
  const found = knob(profile, sent, control) ?? profile.controls.find(({ id }) => id === control)
  if (found === undefined) return once(profile, message)
  const where =
    profile.units.length > 1 ? profile.units.find(({ id }) => id === found.unit)?.label : undefined
  const choice = found.choices?.find((one) => one.value === value)?.name
  return [where, found.label, choice ?? formatLevel(value, found)].filter(Boolean).join(' · ')
}
