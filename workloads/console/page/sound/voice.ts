/** An 8-bit saxophone: two narrow pulses, a reed's breath, a scoop into the note and a late vibrato. */

import type { Timed } from './phrase.ts'
import { random } from './random.ts'

const HARMONICS = 40
const VIBRATO = { hertz: 5.3, cents: 16, after: 0.28 }
const SCOOP = { cents: -70, seconds: 0.07 }
const ATTACK = 0.03
const RELEASE = 0.09

/** Amplitude of each harmonic of a pulse that is high for `duty` of its period; index 0 is the (silent) offset. */
export const pulse = (duty: number, harmonics = HARMONICS): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: harmonics + 1 }, (_, n) =>
    n === 0 ? 0 : (2 / (n * Math.PI)) * Math.sin(n * Math.PI * duty),
  )

const waveOf = (context: BaseAudioContext, duty: number) => {
  const real = pulse(duty)
  return context.createPeriodicWave(real, new Float32Array(real.length))
}

const breathOf = (context: BaseAudioContext) => {
  const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate)
  const next = random(8)
  buffer.copyToChannel(
    Float32Array.from({ length: context.sampleRate }, () => next() * 2 - 1),
    0,
  )
  return buffer
}

type Reed = { at: number; end: number; hertz: number }

export class Voice {
  readonly #context: BaseAudioContext
  readonly #waves: readonly PeriodicWave[]
  readonly #breath: AudioBuffer
  readonly #horn: BiquadFilterNode

  constructor(context: BaseAudioContext, out: AudioNode) {
    this.#context = context
    this.#waves = [waveOf(context, 0.25), waveOf(context, 0.125)]
    this.#breath = breathOf(context)
    this.#horn = new BiquadFilterNode(context, { type: 'peaking', frequency: 1_100, Q: 1.1, gain: 7 })
    const air = new BiquadFilterNode(context, { type: 'lowpass', frequency: 4_200, Q: 0.4 })
    this.#horn.connect(air).connect(out)
  }

  /** Plays one note; `zero` is the context's time of the first beat. */
  play({ at, length, hertz }: Timed, zero: number) {
    const reed = { at: zero + at, end: zero + at + length, hertz }
    const loud = this.#envelope(reed)
    const cents = this.#vibrato(reed)
    for (const [i, wave] of this.#waves.entries()) this.#pulse(wave, reed, { loud, cents, detune: i * 7 - 3 })
    this.#blow(reed, loud)
  }

  #envelope({ at, end }: Reed) {
    const gain = new GainNode(this.#context, { gain: 0 })
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(0.2, at + ATTACK)
    gain.gain.setTargetAtTime(0.15, at + ATTACK, 0.12)
    gain.gain.setTargetAtTime(0, end, RELEASE / 3)
    gain.connect(this.#horn)
    return gain
  }

  #vibrato({ at, end }: Reed) {
    const depth = new GainNode(this.#context, { gain: 0 })
    depth.gain.setValueAtTime(0, at + VIBRATO.after)
    depth.gain.linearRampToValueAtTime(VIBRATO.cents, at + VIBRATO.after + 0.25)
    const wobble = new OscillatorNode(this.#context, { frequency: VIBRATO.hertz })
    wobble.connect(depth)
    wobble.start(at)
    wobble.stop(end + RELEASE * 2)
    return depth
  }

  #pulse(
    wave: PeriodicWave,
    { at, end, hertz }: Reed,
    body: { loud: GainNode; cents: GainNode; detune: number },
  ) {
    const { loud, cents, detune } = body
    const reed = new OscillatorNode(this.#context, { type: 'custom', periodicWave: wave, frequency: hertz })
    reed.detune.setValueAtTime(SCOOP.cents + detune, at)
    reed.detune.linearRampToValueAtTime(detune, at + SCOOP.seconds)
    cents.connect(reed.detune)
    reed.connect(loud)
    reed.start(at)
    reed.stop(end + RELEASE * 2)
  }

  #blow({ at, end, hertz }: Reed, loud: GainNode) {
    const air = new AudioBufferSourceNode(this.#context, { buffer: this.#breath, loop: true })
    const mouth = new BiquadFilterNode(this.#context, { type: 'bandpass', frequency: hertz * 3, Q: 0.8 })
    const amount = new GainNode(this.#context, { gain: 0.35 })
    amount.gain.setTargetAtTime(0.09, at, 0.05)
    air.connect(mouth).connect(amount).connect(loud)
    air.start(at)
    air.stop(end + RELEASE * 2)
  }
}
