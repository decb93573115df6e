/** What engines add to their noise: early reflections, spring chirps, repeats, ringing metal, coarse bits. */

export type Channel = Float32Array<ArrayBuffer>

export type Make = {
  /** Until the tail is 60 dB down. */
  seconds: number
  /** The engine's own size, 0–1. */
  size: number
  /** Samples a second. */
  rate: number
  /** Always the same noise: from 0 to 1. */
  next: () => number
}

type Part = (out: Channel, make: Make) => void

const FAINTEST = 1e-4 // nobody hears what is softer
const LN_60_DB = Math.log(1000)
/** How loud it still is after `t` of the `seconds` in which it falls by 60 dB. */
export const falloff = (t: number, seconds: number) => Math.exp((-LN_60_DB * t) / seconds)

const addAt = (out: Channel, index: number, amount: number) => {
  const at = Math.floor(index)
  if (at < out.length) out[at] = (out[at] ?? 0) + amount
}

/** Single reflections from near walls. */
export const taps =
  ({ count, seconds }: { count: number; seconds: number }): Part =>
  (out, { rate, next }) => {
    for (let i = 0; i < count; i++) {
      const t = 0.004 + next() * seconds
      addAt(out, t * rate, (next() < 0.5 ? -1 : 1) * 6 * (1 - t / (seconds + 0.01)))
    }
  }

/** A far wall that answers again and again. */
export const flutter =
  ({ seconds, count }: { seconds: number; count: number }): Part =>
  (out, { rate, next }) => {
    for (let i = 1; i <= count; i++) addAt(out, (i + next() * 0.06) * seconds * rate, 14 * 0.72 ** i)
  }

/** One pass through a coil: its highs arrive after its lows. */
const chirp = (out: Channel, make: Make, pass: { at: number; length: number; top: number; loud: number }) => {
  const { at, length, top, loud } = pass
  const samples = Math.floor(length * make.rate)
  for (let i = 0; i < samples; i++) {
    const x = i / samples
    const phase = 2 * Math.PI * length * (80 * x + (top * x ** 3) / 3)
    addAt(out, at * make.rate + i, loud * Math.sin(phase) * Math.sin(Math.PI * x) ** 0.5)
  }
}

/** A coil spring: every pass is longer, softer and the other way round. */
export const chirps =
  ({ seconds, top }: { seconds: number; top: number }): Part =>
  (out, make) => {
    const trip = seconds * (0.7 + 0.6 * make.size) * (0.97 + make.next() * 0.06)
    for (let pass = 0; (pass + 1) * trip * make.rate < out.length; pass++) {
      const at = trip * (pass + 0.5)
      const loud = (pass % 2 === 0 ? 1 : -1) * falloff(at, make.seconds)
      chirp(out, make, { at, length: trip * Math.min(1.6, 0.5 + pass * 0.12), top, loud })
    }
  }

/** Little rooms, one after another. */
export const clusters =
  ({ seconds, length }: { seconds: number; length: number }): Part =>
  (out, { rate, next, size, seconds: tail }) => {
    const gap = seconds * (0.7 + size)
    for (let at = 0; at * rate < out.length; at += gap) {
      const samples = length * rate
      for (let i = 0; i < samples; i++) {
        addAt(out, at * rate + i, (next() * 2 - 1) * falloff(at, tail) * falloff(i / rate, length))
      }
    }
  }

/** Ringing metal: many pitches with no key between them, the high ones gone first. */
export const modes =
  ({ count, from, to, level }: { count: number; from: number; to: number; level: number }): Part =>
  (out, { rate, next, seconds }) => {
    for (let mode = 0; mode < count; mode++) {
      const hertz = from * (to / from) ** ((mode + next() * 0.8) / count)
      const tail = seconds * (0.4 + 0.6 * (from / hertz) ** 0.3)
      ring(out, {
        step: (2 * Math.PI * hertz) / rate,
        keep: falloff(1 / rate, tail),
        loud: level * (0.4 + next()),
      })
    }
  }

/** A decaying sine by its recurrence, which costs two products a sample. */
const ring = (out: Channel, { step, keep, loud }: { step: number; keep: number; loud: number }) => {
  const turn = 2 * keep * Math.cos(step)
  let [before, now] = [0, loud * Math.sin(step)]
  const samples = Math.min(out.length, Math.ceil(Math.log(FAINTEST) / Math.log(keep)))
  for (let i = 0; i < samples; i++) {
    out[i] = (out[i] ?? 0) + now
    const after = turn * now - keep * keep * before
    before = now
    now = after
  }
}

/** A cheap sampler's memory: each sample held, in few steps. */
export const crushed =
  ({ hold, steps }: { hold: number; steps: number }): Part =>
  (out) => {
    const top = out.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9)
    for (const i of out.keys()) {
      const held = out[i - (i % hold)] ?? 0
      out[i] = (Math.round((held / top) * steps) / steps) * top
    }
  }
