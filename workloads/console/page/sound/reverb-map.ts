/** From the bytes a pedal received to what is heard: pure, and from nothing else. */
import type { Control, Profile } from '../../../lounge/profile.ts'
import type { Received } from '../contract.ts'

/** One reverb's sound. Parts are 0–1, times in seconds, pitches in hertz. */
export type Sound = {
  /** The engine's id. */
  engine: string
  seconds: number
  /** The engine's own size, or its rise. */
  size: number
  predelay: number
  toneHz: number
  bassDb: number
  dry: number
  wet: number
  chorus: { depth: number; hertz: number }
  /** How hard the input is driven. */
  drive: number
  /** How coarse the tail is cut, 0 not at all. */
  crush: number
  echo: { seconds: number; feedback: number; level: number }
  octave: { level: number; feedback: number }
  tremolo: { depth: number; hertz: number }
}

/** What sounds: one reverb, or two beside or after each other. Empty: only the dry sax. */
export type Rack = { sounds: readonly Sound[]; isCascade: boolean }

const MOST_FEEDBACK = 0.6 // the octave loop stays well below howling, whatever the bytes say
const MOST_ECHO = 0.8

const FULL = 127
const EQUAL = 95 // the mix at which dry and wet are equally loud

/** 0.5 s to 12 s. */
export const decaySeconds = (value: number) => 0.5 * 24 ** (value / FULL)

/** Up to half a second. */
export const predelaySeconds = (value: number) => (value / FULL) * 0.5

/** 700 Hz (dark) to 14 kHz (open). */
export const toneHz = (value: number) => 700 * 20 ** (value / FULL)

/** -12 dB to +9 dB, flat in the middle. */
export const bassDb = (value: number) => (value < 64 ? (value / 64 - 1) * 12 : ((value - 64) / 63) * 9)

/** Equal power, both the same at 95. */
export const mixGains = (value: number) => {
  const part = value <= EQUAL ? (value / EQUAL) * 0.5 : 0.5 + ((value - EQUAL) / (FULL - EQUAL)) * 0.5
  return { dry: Math.cos((part * Math.PI) / 2), wet: Math.sin((part * Math.PI) / 2) }
}

/** Where a knob stands that nobody has sent, as MIDI values: an ordinary reverb. */
const UNTOUCHED: Readonly<Record<string, number>> = {
  time: 60,
  mix: EQUAL,
  predelay: 0,
  treble: 96,
  bass: 64,
}

type Read = (name: string) => number
type Colour = Pick<Sound, 'size' | 'chorus' | 'drive' | 'crush' | 'echo' | 'octave' | 'tremolo'>

const plain: Colour = {
  size: 0.5,
  chorus: { depth: 0, hertz: 0.8 },
  drive: 0,
  crush: 0,
  echo: { seconds: 0.3, feedback: 0, level: 0 },
  octave: { level: 0, feedback: 0 },
  tremolo: { depth: 0, hertz: 4 },
}

/** What an engine adds of its own, by what its controls stand at (parts 0–1). */
const colours: Readonly<Record<string, (read: Read) => Partial<Colour>>> = {
  hall: (read) => ({ size: read('size') }),
  plate: (read) => ({ size: read('size') }),
  truespring: (read) => ({ size: read('size') }),
  lofi: (read) => ({
    drive: 0.2 + 0.8 * read('ep1'),
    crush: 0.5 + 0.5 * read('ep3'),
    chorus: { depth: 0.2 + 0.8 * read('special'), hertz: 5 },
  }),
  modverb: (read) => ({
    tremolo: { depth: 0.5 + 0.5 * read('ep1'), hertz: 1.5 + 9 * read('ep2') },
    chorus: { depth: 0.6, hertz: 0.7 },
  }),
  shimmer: (read) => ({
    octave: { level: 0.45 + 0.55 * read('ep1'), feedback: MOST_FEEDBACK * (0.3 + 0.7 * read('ep5')) },
    chorus: { depth: 0.25, hertz: 0.4 },
  }),
  echoverb: (read) => ({
    echo: {
      seconds: 0.16 + 0.5 * read('predelay'),
      feedback: MOST_ECHO * (0.35 + 0.65 * read('predelayfeedback')),
      level: 1 - 0.5 * read('ep5'),
    },
  }),
  swell: (read) => ({ size: read('ep2') }),
  offspring: (read) => ({ size: read('ep1') }),
  reverse: (read) => ({ size: read('diffusion') }),
  outboardspring: (read) => ({ drive: 0.15 + 0.85 * read('ep1') }),
}

const modulated = (read: Read): Partial<Colour> =>
  read('moddepth') === 0 ? {} : { chorus: { depth: read('moddepth'), hertz: 0.3 + 4 * read('modrate') } }

const soundOf = (profile: Profile, received: Received, unit: string): Sound | undefined => {
  const control = (name: string) => profile.controls.find(({ id }) => id === `${unit}.${name}`)
  const value = (name: string) => received[control(name)?.cc ?? -1]
  const engine = profile.engines.find((one) => one.value === value('engine'))
  if (engine === undefined) return undefined
  const stands = (name: string) => value(name) ?? UNTOUCHED[name] ?? 0
  const read: Read = (name) => part(control(name), engine.meanings[name]?.max, stands(name))
  return {
    ...plain,
    ...modulated(read),
    ...colours[engine.id]?.(read),
    engine: engine.id,
    seconds: decaySeconds(stands('time')),
    predelay: predelaySeconds(stands('predelay')),
    toneHz: toneHz(stands('treble')),
    bassDb: bassDb(stands('bass')),
    ...mixGains(stands('mix')),
  }
}

const part = (control: Control | undefined, max: number | undefined, value: number) =>
  Math.min(1, value / (max ?? control?.max ?? FULL))

const CASCADE = 3
const ENGAGED = 65

/** By the mode: A, B, both beside each other, or B after A. A bypassed pedal, or one without an engine, is dry. */
export const rackOf = (profile: Profile, received: Received): Rack => {
  const ccOf = (id: string | undefined) => profile.controls.find((control) => control.id === id)?.cc ?? -1
  const isBypassed = (received[ccOf('engage')] ?? FULL) < ENGAGED
  if (isBypassed) return { sounds: [], isCascade: false }
  const mode = received[ccOf(profile.activation?.control)]
  const solo = Object.entries(profile.activation?.solo ?? {}).find(([, value]) => value === mode)?.[0]
  const isBoth = mode !== undefined && solo === undefined
  const units = isBoth ? profile.units.map(({ id }) => id) : [solo ?? profile.units[0]?.id ?? '']
  const sounds = units.flatMap((unit) => soundOf(profile, received, unit) ?? [])
  return { sounds, isCascade: mode === CASCADE }
}
