/** Where the sax is heard: through up to two reverbs, a limiter and a last guard, to the speakers. */
import { bounded } from './curves.ts'
import { Reverb } from './reverb.ts'
import type { Rack } from './reverb-map.ts'

const GLIDE = 0.05

export class Stage {
  readonly input: GainNode
  readonly #context: BaseAudioContext
  readonly #reverbs: readonly [Reverb, Reverb]
  readonly #second: GainNode
  readonly #chain: GainNode
  readonly #first: GainNode
  readonly #volume: GainNode
  readonly #meter: AnalyserNode

  constructor(context: BaseAudioContext, out: AudioNode) {
    this.#context = context
    this.input = new GainNode(context)
    this.#reverbs = [new Reverb(context), new Reverb(context)]
    this.#first = new GainNode(context, { gain: 1 })
    this.#second = new GainNode(context, { gain: 0 })
    this.#chain = new GainNode(context, { gain: 0 })
    this.#volume = new GainNode(context, { gain: 0.6 })
    this.#meter = new AnalyserNode(context, { fftSize: 1024 })
    this.#connect(out)
  }

  #connect(out: AudioNode) {
    const [a, b] = this.#reverbs
    const limiter = new DynamicsCompressorNode(this.#context, {
      threshold: -9,
      knee: 6,
      ratio: 20,
      attack: 0.003,
      release: 0.2,
    })
    const guard = new WaveShaperNode(this.#context, { curve: bounded() })
    this.input.connect(a.input)
    this.input.connect(this.#second).connect(b.input)
    a.output.connect(this.#chain).connect(b.input)
    a.output.connect(this.#first).connect(limiter)
    b.output.connect(limiter)
    limiter.connect(guard).connect(this.#volume).connect(this.#meter).connect(out)
  }

  set({ sounds, isCascade }: Rack) {
    const [a, b] = this.#reverbs
    a.set(sounds[0])
    b.set(sounds[1])
    const isBoth = sounds.length === 2
    const [beside, after] = [isBoth && !isCascade, isBoth && isCascade]
    this.#glide(this.#first, after ? 0 : 1)
    this.#glide(this.#chain, after ? 1 : 0)
    this.#glide(this.#second, beside ? 1 : 0)
  }

  /** 0–1, as an ear hears it. */
  set volume(part: number) {
    this.#glide(this.#volume, part ** 2)
  }

  /** How loud it is right now, 0–1. */
  get loudness(): number {
    const samples = new Float32Array(this.#meter.fftSize)
    this.#meter.getFloatTimeDomainData(samples)
    return Math.min(1, Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length) * 3)
  }

  #glide({ gain }: GainNode, value: number) {
    gain.setTargetAtTime(value, this.#context.currentTime, GLIDE)
  }
}
