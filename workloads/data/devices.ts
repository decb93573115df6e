/** What the lounge's profiles say about each device, for those who have no profiles of their own. */
import { z } from 'zod'
import { Control, Profile, Trigger } from '../lounge/profile.ts'
import { Problem, quoted } from '../service/problem.ts'

/** What moves on the wire: which port is looked for, on which channel, and what each CC number does. */
export const MidiDetails = z.object({
  device: Profile.shape.id,
  ports: Profile.shape.ports,
  channel: Profile.shape.channel,
  settleMs: Profile.shape.settleMs,
  controls: z.array(Control.pick({ id: true, label: true, cc: true, min: true, max: true, choices: true })),
  triggers: z.array(Trigger.pick({ cc: true, label: true, refused: true })),
})
export type MidiDetails = z.infer<typeof MidiDetails>

export const midiDetails = ({ id, ports, channel, settleMs, controls, triggers }: Profile): MidiDetails => ({
  device: id,
  ports,
  channel,
  settleMs,
  controls: controls.map(({ id, label, cc, min, max, choices }) => ({
    id,
    label,
    cc,
    min,
    max,
    ...(choices && { choices }),
  })),
  triggers: triggers.map(({ cc, label, refused }) => ({ cc, label, ...(refused && { refused }) })),
})

/** @throws a 404 that names every device there is. */
export const findProfile = (profiles: readonly Profile[], id: string): Profile => {
  const profile = profiles.find((one) => one.id === id)
  if (profile) return profile
  const known = profiles.map((one) => one.id)
  throw new Problem(404, `there is no device ${quoted(id)}; there are: ${known.join(', ')}`, {
    more: { known },
  })
}
