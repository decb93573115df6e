/** Every device the lounge can play. A new pedal is one more file here and one more name in the list. */
import type { Profile } from '../profile.ts'
import { gm2 } from './gm2.ts'
import { ventris } from './ventris.ts'

export { gm2, ventris }

/** The first is the one that is meant when nobody says which. */
export const devices: readonly Profile[] = [ventris, gm2]

export const tryFindDevice = (id: string): Profile | undefined => devices.find((device) => device.id === id)

/** @throws a sentence that names every device there is. */
export const findDevice = (id: string): Profile => {
  const device = tryFindDevice(id)
  if (device === undefined)
    throw new Error(`There is no device "${id}"; there are: ${devices.map((one) => one.id).join(', ')}.`)
  return device
}

/** The devices of one lounge from their ids, e.g. "ventris,gm2"; the first is the one that is meant when nobody says which. */
export const findDevices = (ids: string): readonly Profile[] =>
  ids.split(',').map((id) => findDevice(id.trim()))
