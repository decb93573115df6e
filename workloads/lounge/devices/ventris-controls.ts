/** What each of the Ventris's two reverbs has: the same controls, on their own CC numbers. */
import type { Control } from '../profile.ts'

const SHEET = 'MIDI implementation sheet'

/** Level 9: at 127 the tail never ends. */
const ENDLESS = 114
/** Level 8: above it repeats build up on their own. */
const SELF_SUSTAINING = 102

type Common = Omit<Control, 'id' | 'unit' | 'cc' | 'default'> & { name: string; a: number; b: number }

const open = { min: 0, max: 127, role: 'viewer' } as const
const closed = { min: 0, max: 127, role: 'moderator' } as const

const common: readonly Common[] = [
  {
    name: 'engine',
    label: 'Engine',
    aliases: ['reverb', 'reverb engine', 'effect'],
    a: 1,
    b: 25,
    min: 0,
    max: 13,
    role: 'viewer',
    source: `${SHEET} p.2. D01: 25 for B, the data model example's 27 is Mix B. D06: 0–13 are named; the manual's FAQ (p.64) says 0–23, so 14–23 are reserved.`,
  },
  {
    name: 'time',
    label: 'Time',
    aliases: ['decay', 'decay time', 'reverb time', 'tail'],
    a: 2,
    b: 26,
    ...open,
    viewerMax: ENDLESS,
    source: `${SHEET}; viewers' limit: manual p.20, fully clockwise sustains without end.`,
  },
  {
    name: 'mix',
    label: 'Mix',
    aliases: ['wet', 'dry wet', 'wet dry', 'blend'],
    a: 3,
    b: 27,
    ...open,
    source: `${SHEET}; dry and wet are equal at about 95.`,
  },
  {
    name: 'predelay',
    label: 'Pre-Delay',
    aliases: ['delay', 'pre-delay time', 'delay time'],
    a: 4,
    b: 28,
    ...open,
    source: `${SHEET}. D14: its name is PreDelay; "delay" is an alias because viewers know it so.`,
  },
  {
    name: 'treble',
    label: 'Treble',
    aliases: ['tone', 'high', 'highs', 'brightness'],
    a: 5,
    b: 29,
    ...open,
    source: SHEET,
  },
  {
    name: 'output',
    label: 'Output',
    aliases: ['output level', 'reverb output'],
    a: 6,
    b: 30,
    ...closed,
    source: `${SHEET}; manual p.21: an engine change keeps it, so it is never reset.`,
  },
  { name: 'bass', label: 'Bass', aliases: ['low', 'lows', 'low end'], a: 7, b: 31, ...open, source: SHEET },
  {
    name: 'diffusion',
    label: 'Diffusion',
    aliases: ['diffuse', 'smear'],
    a: 8,
    b: 32,
    ...open,
    source: SHEET,
  },
  {
    name: 'moddepth',
    label: 'Mod Depth',
    aliases: ['modulation depth', 'modulation', 'mod', 'depth'],
    a: 9,
    b: 33,
    ...open,
    source: SHEET,
  },
  {
    name: 'modrate',
    label: 'Mod Rate',
    aliases: ['modulation rate', 'modulation speed', 'mod speed', 'rate', 'speed'],
    a: 10,
    b: 34,
    ...open,
    source: SHEET,
  },
  {
    name: 'predelayfeedback',
    label: 'Pre-Delay Feedback',
    aliases: ['feedback', 'repeats'],
    a: 11,
    b: 35,
    ...closed,
    viewerMax: SELF_SUSTAINING,
    source: `${SHEET}; viewers' limit: high values sustain themselves.`,
  },
  {
    name: 'predelaymoddepth',
    label: 'Pre-Delay Mod Depth',
    aliases: ['pre-delay modulation depth', 'pre-delay modulation', 'delay modulation'],
    a: 12,
    b: 36,
    ...closed,
    source: `${SHEET}. D16: printed for B without its suffix.`,
  },
  {
    name: 'size',
    label: 'Size',
    aliases: ['reverb size'],
    a: 13,
    b: 37,
    min: 0,
    max: 4,
    byEngine: true,
    role: 'moderator',
    source: `${SHEET}. D05: each engine has its own number of sizes, counted from 0; the most are Hall's five.`,
  },
  {
    name: 'lowcut',
    label: 'Input Low Cut',
    aliases: ['low cut', 'input low cutoff', 'low cutoff', 'high pass'],
    a: 14,
    b: 38,
    min: 0,
    max: 7,
    choices: [
      { value: 0, name: 'Offspring' },
      { value: 1, name: '20Hz' },
      { value: 2, name: '100Hz' },
      { value: 3, name: '125Hz' },
      { value: 4, name: '150Hz' },
      { value: 5, name: '200Hz' },
      { value: 6, name: '250Hz' },
      { value: 7, name: 'Default Setting', aliases: ['default'] },
    ],
    role: 'moderator',
    source: `${SHEET}. D15: "Offspring" is what is printed for 0, for A and for B.`,
  },
  ...[15, 16, 17, 18, 19].map(
    (cc, index): Common => ({
      name: `ep${index + 1}`,
      label: `Engine Parameter ${index + 1}`,
      aliases: [`parameter ${index + 1}`, `param ${index + 1}`],
      a: cc,
      b: cc + 24,
      ...closed,
      byEngine: true,
      source: `${SHEET} p.5: 15–19 for A, 39–43 for B; what it does depends on the engine.`,
    }),
  ),
  {
    name: 'special',
    label: 'Engine Special Control',
    aliases: ['special control', 'engine special'],
    a: 20,
    b: 44,
    ...closed,
    byEngine: true,
    source: `${SHEET} p.5; only Lo-Fi uses it.`,
  },
]

/** As the original's device data has them; D11: its data model example is stale. */
const defaults: Record<'a' | 'b', Record<string, number>> = {
  a: { engine: 0, time: 10, predelay: 10 },
  b: { engine: 0, time: 64, predelay: 0 },
}

const controlsOf = (unit: 'a' | 'b'): Control[] =>
  common.map(({ name, a, b, ...control }) => {
    const value = defaults[unit][name]
    return {
      ...control,
      id: `${unit}.${name}`,
      unit,
      cc: unit === 'a' ? a : b,
      ...(value === undefined ? {} : { default: value }),
    }
  })

export const unitControls: Control[] = [...controlsOf('a'), ...controlsOf('b')]
