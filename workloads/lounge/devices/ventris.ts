/** Source Audio's Ventris Dual Reverb (SA262): two reverbs, fourteen engines each. */
import type { Profile } from '../profile.ts'
import { unitControls } from './ventris-controls.ts'
import { effects } from './ventris-effects.ts'
import { globals, triggers } from './ventris-globals.ts'
import { spaces } from './ventris-spaces.ts'

export const ventris: Profile = {
  id: 'ventris',
  name: 'Ventris Dual Reverb',
  ports: ['One Series Ventris Reverb', 'One Series Ventris Dual Reverb', 'Ventris'],
  channel: 0,
  units: [
    { id: 'a', label: 'Reverb A', dialDefault: 10 },
    { id: 'b', label: 'Reverb B', dialDefault: 0 },
  ],
  controls: [...unitControls, ...globals],
  engines: [...spaces, ...effects].sort((one, other) => one.value - other.value),
  triggers,
  resets: ['time', 'predelay', 'dial1', 'dial2'],
  settleMs: 50,
  activation: {
    control: 'mode',
    solo: { a: 0, b: 1 },
    both: 2,
    none: 0,
    source: "The original's activation rules on CC 50; it never sends 3, and no value silences both",
  },
  source: [
    "Source Audio's MIDI implementation sheet, user manual (2018-03-15) and quick reference card; defaults and resets: the original's device data.",
    'Holds for an unmodified pedal: its editor can remap every CC.',
    "D02: the first port name is what Windows says, the second the manual's (p.62).",
    'D10: the dials of B default to 0. D13: both reverbs reset the same. D22: a default of 10 is a value, level 0.8.',
    'D23: MIDI channel 1. The settle pause is an estimate from 30–50 ms, to be tuned on hardware.',
  ].join(' '),
}
