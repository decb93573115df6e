/** What the Ventris has once: the mode its two reverbs are in, routing, bypass, and what acts only once. */
import type { Control, Trigger } from '../profile.ts'

const SHEET = 'MIDI implementation sheet'

const full = { min: 0, max: 127 } as const

export const globals: Control[] = [
  {
    id: 'mode',
    label: 'Mode',
    aliases: ['dual single mode', 'dual mode'],
    cc: 50,
    min: 0,
    max: 3,
    choices: [
      { value: 0, name: 'Reverb A', aliases: ['a', 'only a'] },
      { value: 1, name: 'Reverb B', aliases: ['b', 'only b'] },
      { value: 2, name: 'A and B in parallel', aliases: ['parallel', 'both', 'dual', 'ab'] },
      { value: 3, name: 'A and B cascaded', aliases: ['cascade', 'cascaded', 'series'] },
    ],
    role: 'moderator',
    default: 0,
    source: `${SHEET}; changing it does not spill over. D18: the original's "Series" is the sheet's cascade, 3. D19: A cascades into B`,
  },
  {
    id: 'routing',
    label: 'I/O Routing',
    aliases: ['input output routing', 'io'],
    cc: 53,
    min: 0,
    max: 7,
    choices: [
      { value: 0, name: 'Auto-detect', aliases: ['auto'] },
      { value: 1, name: 'Mono In - Stereo Out' },
      { value: 2, name: 'Stereo In - Stereo Out', aliases: ['stereo'] },
      { value: 3, name: 'Mono In - Mono Out - Dry Out 2' },
      { value: 4, name: 'Stereo In - Wet Sum to Mono' },
      { value: 5, name: 'Dual Mono - Independent Stereo', aliases: ['dual mono'] },
      { value: 6, name: 'Mono In - Independent Stereo Out' },
      { value: 7, name: 'Pre-Processing External Loop', aliases: ['external loop'] },
    ],
    role: 'moderator',
    source: `${SHEET}. D17: the manual's 1–9 (p.31–42) number its headings. Never for viewers: with a loop cabled it can feed back without end (manual p.41)`,
  },
  {
    id: 'send',
    label: 'Reverb Send',
    cc: 54,
    ...full,
    role: 'moderator',
    source: SHEET,
  },
  {
    id: 'crossfade',
    label: 'A/B Crossfade',
    cc: 55,
    ...full,
    role: 'moderator',
    source: `${SHEET}: 0 is all A, 127 all B, in the dual modes only`,
  },
  {
    id: 'expression',
    label: 'Expression',
    aliases: ['remote expression', 'expression pedal'],
    cc: 100,
    ...full,
    role: 'moderator',
    source: `${SHEET}; it overrides every expression input`,
  },
  {
    id: 'engage',
    label: 'Engage',
    aliases: ['bypass engage'],
    cc: 101,
    ...full,
    choices: [
      { value: 0, name: 'Bypass', aliases: ['off', 'bypassed', 'out'] },
      { value: 127, name: 'Engage', aliases: ['on', 'engaged', 'in'] },
    ],
    role: 'moderator',
    source: `${SHEET}: 0–64 bypasses, 65–127 engages`,
  },
]

const RECALLS = 'it recalls a preset of the pedal, and nobody could say what is set then'

export const triggers: Trigger[] = [
  { cc: 80, label: 'Preset −', refused: RECALLS, source: SHEET },
  { cc: 82, label: 'Preset +', refused: RECALLS, source: SHEET },
  { cc: 93, label: 'Tap Tempo', source: `${SHEET}: as if OPTION were tapped. D16: "tappng"` },
  { cc: 97, label: 'Hold', source: `${SHEET}: holds the trail of the active reverb` },
  { cc: 102, label: 'Toggle Bypass', source: SHEET },
  { cc: 103, label: 'Recall Preset Bypassed', refused: RECALLS, source: SHEET },
  { cc: 104, label: 'Recall Preset Engaged', refused: RECALLS, source: SHEET },
]
