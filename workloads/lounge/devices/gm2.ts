/** Any General MIDI 2 sound module, on channel 1: what the MIDI Association's GM2 specification asks every one to have. */
import type { Control, Profile } from '../profile.ts'

const GM2 = 'General MIDI 2 specification 1.2, section 3.3 (channel messages)'

const full = { min: 0, max: 127 } as const
/** 64 is "as the sound is made"; below is less, above is more. */
const relative = {
  ...full,
  default: 64,
  role: 'viewer',
  source: `${GM2}: 64 leaves the sound as it is`,
} as const

const pedal = (id: string, label: string, cc: number): Control => ({
  id,
  label,
  cc,
  ...full,
  choices: [
    { value: 0, name: 'Off' },
    { value: 127, name: 'On' },
  ],
  role: 'moderator',
  default: 0,
  source: `${GM2}: 0–63 is off, 64–127 on`,
})

export const gm2: Profile = {
  id: 'gm2',
  name: 'General MIDI 2 Sound Module',
  ports: ['General MIDI', 'FLUID Synth', 'GS Wavetable'],
  channel: 0,
  units: [],
  controls: [
    {
      id: 'modulation',
      label: 'Modulation',
      aliases: ['vibrato', 'mod wheel'],
      cc: 1,
      ...full,
      role: 'viewer',
      default: 0,
      source: GM2,
    },
    {
      id: 'portamentotime',
      label: 'Portamento Time',
      aliases: ['glide time'],
      cc: 5,
      ...full,
      role: 'viewer',
      default: 0,
      source: GM2,
    },
    { id: 'volume', label: 'Volume', cc: 7, ...full, role: 'moderator', default: 100, source: GM2 },
    {
      id: 'pan',
      label: 'Pan',
      aliases: ['panorama'],
      cc: 10,
      ...full,
      choices: [
        { value: 0, name: 'Left' },
        { value: 64, name: 'Centre', aliases: ['center', 'middle'] },
        { value: 127, name: 'Right' },
      ],
      role: 'viewer',
      default: 64,
      source: GM2,
    },
    { id: 'expression', label: 'Expression', cc: 11, ...full, role: 'moderator', default: 127, source: GM2 },
    pedal('hold', 'Hold Pedal', 64),
    pedal('portamento', 'Portamento', 65),
    pedal('sostenuto', 'Sostenuto', 66),
    pedal('soft', 'Soft Pedal', 67),
    { id: 'resonance', label: 'Filter Resonance', aliases: ['harmonic intensity'], cc: 71, ...relative },
    { id: 'release', label: 'Release Time', cc: 72, ...relative },
    { id: 'attack', label: 'Attack Time', cc: 73, ...relative },
    { id: 'brightness', label: 'Brightness', aliases: ['cutoff', 'filter', 'tone'], cc: 74, ...relative },
    { id: 'decay', label: 'Decay Time', cc: 75, ...relative },
    { id: 'vibratorate', label: 'Vibrato Rate', aliases: ['vibrato speed'], cc: 76, ...relative },
    { id: 'vibratodepth', label: 'Vibrato Depth', cc: 77, ...relative },
    { id: 'vibratodelay', label: 'Vibrato Delay', cc: 78, ...relative },
    {
      id: 'reverb',
      label: 'Reverb Send',
      aliases: ['wet'],
      cc: 91,
      ...full,
      role: 'viewer',
      default: 40,
      source: GM2,
    },
    { id: 'chorus', label: 'Chorus Send', cc: 93, ...full, role: 'viewer', default: 0, source: GM2 },
  ],
  engines: [],
  triggers: [
    { cc: 120, label: 'All Sound Off', source: GM2 },
    {
      cc: 121,
      label: 'Reset All Controllers',
      refused: 'it turns controls that nobody would know of; a reset does what is meant',
      source: GM2,
    },
    { cc: 123, label: 'All Notes Off', source: GM2 },
  ],
  resets: [],
  settleMs: 0,
  source: `${GM2}; the same numbers as in MIDI 1.0's table of control changes`,
}
