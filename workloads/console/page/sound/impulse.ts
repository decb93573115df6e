/** What a clap sounds like in each engine: stereo impulses made of noise, taps, chirps and modes. Pure. */
import {
  type Channel,
  chirps,
  clusters,
  crushed,
  falloff,
  flutter,
  type Make,
  modes,
  taps,
} from './impulse-parts.ts'
import { random } from './random.ts'

export type ImpulseOptions = Omit<Make, 'next'> & { engine: string }

/** Loudness of the noise at `t` seconds. */
type Envelope = (t: number, options: ImpulseOptions) => number

type Recipe = {
  /** How much longer or shorter than the knob says. */
  stretch: number
  envelope: Envelope
  /** 0 bright, 1 dark. */
  dark: number
  /** What is added to the noise, or done to it. */
  more: readonly ((out: Channel, make: Make) => void)[]
}

const LONGEST = 8 // seconds; a longer impulse costs more than anyone hears

const decay: Envelope = (t, { seconds }) => falloff(t, seconds)

const blooming =
  (rise: number): Envelope =>
  (t, options) =>
    (1 - Math.exp(-t / rise)) * decay(t, options)

const swelling: Envelope = (t, options) => {
  const rise = 0.3 + options.size
  return t < rise ? (t / rise) ** 2 : decay(t - rise, options)
}

const reversed: Envelope = (t, { seconds }) => Math.exp(5 * (t / seconds - 1))

const faint: Envelope = (t, options) => 0.12 * decay(t, options)

const recipes: Readonly<Record<string, Recipe>> = {
  room: { stretch: 0.45, envelope: decay, dark: 0.35, more: [taps({ count: 9, seconds: 0.06 })] },
  hall: { stretch: 1.4, envelope: blooming(0.05), dark: 0.6, more: [] },
  edome: { stretch: 1.7, envelope: blooming(0.16), dark: 0.5, more: [flutter({ seconds: 0.19, count: 9 })] },
  truespring: { stretch: 0.9, envelope: faint, dark: 0.5, more: [chirps({ seconds: 0.042, top: 4_200 })] },
  plate: {
    stretch: 1,
    envelope: decay,
    dark: 0.05,
    more: [modes({ count: 12, from: 900, to: 5_000, level: 0.12 })],
  },
  lofi: { stretch: 0.9, envelope: decay, dark: 0.75, more: [crushed({ hold: 7, steps: 9 })] },
  modverb: { stretch: 1.2, envelope: blooming(0.03), dark: 0.45, more: [] },
  shimmer: { stretch: 2.2, envelope: blooming(0.09), dark: 0.15, more: [] },
  echoverb: { stretch: 0.8, envelope: blooming(0.02), dark: 0.5, more: [] },
  swell: { stretch: 1.2, envelope: swelling, dark: 0.4, more: [] },
  offspring: { stretch: 1.3, envelope: faint, dark: 0.3, more: [clusters({ seconds: 0.24, length: 0.09 })] },
  reverse: { stretch: 0.6, envelope: reversed, dark: 0.3, more: [] },
  outboardspring: {
    stretch: 1.1,
    envelope: faint,
    dark: 0.7,
    more: [chirps({ seconds: 0.061, top: 2_600 })],
  },
  metalbox: {
    stretch: 0.9,
    envelope: decay,
    dark: 0.1,
    more: [modes({ count: 40, from: 170, to: 4_200, level: 0.6 }), taps({ count: 14, seconds: 0.03 })],
  },
}

/** One-pole lowpass, in place. */
const darken = (out: Channel, dark: number) => {
  let last = 0
  for (let i = 0; i < out.length; i++) {
    last += ((out[i] ?? 0) - last) * (1 - dark)
    out[i] = last
  }
}

/** The same loudness for every engine: a knob changes the sound, not the volume. */
const level = (out: Channel) => {
  const energy = Math.sqrt(out.reduce((sum, sample) => sum + sample * sample, 0))
  for (let i = 0; i < out.length; i++) out[i] = energy === 0 ? 0 : (out[i] ?? 0) / energy
}

const channel = (recipe: Recipe, options: ImpulseOptions, seed: number): Channel => {
  const next = random(seed)
  const out = Float32Array.from(
    { length: Math.ceil(lengthOf(options) * options.rate) },
    (_, i) => (next() * 2 - 1) * recipe.envelope(i / options.rate, options),
  )
  darken(out, recipe.dark)
  for (const add of recipe.more) add(out, { ...options, next })
  level(out)
  return out
}

/** A swell needs its rise on top of its tail. */
const lengthOf = ({ engine, seconds, size }: ImpulseOptions) =>
  Math.min(LONGEST, seconds + (engine === 'swell' ? 0.3 + size : 0))

const ROOM: Recipe = { stretch: 0.45, envelope: decay, dark: 0.35, more: [] }

/** Left and right; an engine that nobody described sounds like a room. */
export const impulse = (options: ImpulseOptions): readonly [Channel, Channel] => {
  const recipe = recipes[options.engine] ?? ROOM
  const own = { ...options, seconds: options.seconds * recipe.stretch * (0.7 + 0.6 * options.size) }
  return [channel(recipe, own, 1972), channel(recipe, own, 1980)]
}
