/** One reverb in Web Audio: drive, echo, pre-delay, convolver, tone, chorus, tremolo, and an octave that feeds back. */
import { coarse, driven } from './curves.ts'
import { impulse } from './impulse.ts'
import { octaveUp } from './octave-up.ts'
import type { Sound } from './reverb-map.ts'

const GLIDE = 0.06 // seconds a knob takes, so that nothing clicks
const CROSSFADE = 0.25 // seconds from one impulse to the next
const WET = 1.1 // impulses have one unit of energy: about as loud as what goes in

const graph = (context: BaseAudioContext) => ({
  dry: new GainNode(context, { gain: 1 }),
  wet: new GainNode(context, { gain: 0 }),
  drive: new WaveShaperNode(context, { oversample: '2x' }),
  echo: new DelayNode(context, { maxDelayTime: 1 }),
  echoBack: new GainNode(context, { gain: 0 }),
  echoLevel: new GainNode(context, { gain: 0 }),
  predelay: new DelayNode(context, { maxDelayTime: 1 }),
  room: new GainNode(context),
  crush: new WaveShaperNode(context),
  tone: new BiquadFilterNode(context, { type: 'lowpass', Q: 0.3 }),
  bass: new BiquadFilterNode(context, { type: 'lowshelf', frequency: 220 }),
  chorus: new DelayNode(context, { delayTime: 0.012, maxDelayTime: 0.1 }),
  wobble: new OscillatorNode(context, { frequency: 0.8 }),
  wobbleDepth: new GainNode(context, { gain: 0 }),
  tremolo: new GainNode(context),
  pulse: new OscillatorNode(context, { frequency: 4 }),
  pulseDepth: new GainNode(context, { gain: 0 }),
  octaveLevel: new GainNode(context, { gain: 0 }),
  octaveBack: new GainNode(context, { gain: 0 }),
})

type Graph = ReturnType<typeof graph>

const wire = (g: Graph, input: AudioNode, output: AudioNode) => {
  input.connect(g.dry).connect(output)
  input.connect(g.drive).connect(g.predelay)
  g.drive.connect(g.echo).connect(g.echoBack).connect(g.echo)
  g.echo.connect(g.echoLevel).connect(g.predelay)
  g.echoLevel.connect(g.wet)
  g.room.connect(g.crush).connect(g.tone).connect(g.bass).connect(g.chorus).connect(g.tremolo)
  g.tremolo.connect(g.wet).connect(output)
  g.wobble.connect(g.wobbleDepth).connect(g.chorus.delayTime)
  g.pulse.connect(g.pulseDepth).connect(g.tremolo.gain)
}

export class Reverb {
  readonly input: GainNode
  readonly output: GainNode
  readonly #context: BaseAudioContext
  readonly #graph: Graph
  #room: { node: ConvolverNode; gain: GainNode } | undefined
  #made = ''

  constructor(context: BaseAudioContext) {
    this.#context = context
    this.input = new GainNode(context)
    this.output = new GainNode(context)
    this.#graph = graph(context)
    wire(this.#graph, this.input, this.output)
    this.#octave()
    this.#graph.wobble.start()
    this.#graph.pulse.start()
  }

  /** Without a sound nothing but the dry signal goes through. */
  set(sound: Sound | undefined) {
    if (sound === undefined)
      return this.#glide([
        [this.#graph.dry.gain, 1],
        [this.#graph.wet.gain, 0],
      ])
    const { drive, crush } = this.#graph
    drive.curve = sound.drive === 0 ? null : driven(sound.drive)
    crush.curve = sound.crush === 0 ? null : coarse(sound.crush)
    this.#glide(this.#wanted(sound))
    this.#makeRoom(sound)
  }

  #glide(params: readonly (readonly [AudioParam, number])[]) {
    for (const [param, value] of params) param.setTargetAtTime(value, this.#context.currentTime, GLIDE)
  }

  /**
   * What comes out of the room goes an octave up, to the ear and back into the room. Taken after the tone, which damps
   * the loop, and before the bass, which could make it grow.
   */
  #octave() {
    const { tone, octaveLevel, octaveBack, wet, predelay } = this.#graph
    const up = octaveUp(this.#context)
    tone.connect(up.input)
    up.output.connect(octaveLevel).connect(wet)
    const guard = new WaveShaperNode(this.#context, { curve: driven(0) })
    up.output.connect(octaveBack).connect(guard).connect(predelay)
  }

  #wanted(sound: Sound): readonly (readonly [AudioParam, number])[] {
    const g = this.#graph
    return [
      [g.dry.gain, sound.dry],
      [g.wet.gain, sound.wet * WET],
      [g.predelay.delayTime, sound.predelay],
      [g.tone.frequency, Math.min(sound.toneHz, this.#context.sampleRate / 2.2)],
      [g.bass.gain, sound.bassDb],
      [g.wobble.frequency, sound.chorus.hertz],
      [g.wobbleDepth.gain, sound.chorus.depth * 0.0035],
      [g.pulse.frequency, sound.tremolo.hertz],
      [g.pulseDepth.gain, sound.tremolo.depth / 2],
      [g.tremolo.gain, 1 - sound.tremolo.depth / 2],
      [g.echo.delayTime, sound.echo.seconds],
      [g.echoBack.gain, sound.echo.feedback],
      [g.echoLevel.gain, sound.echo.level * 0.4],
      [g.octaveLevel.gain, sound.octave.level],
      [g.octaveBack.gain, sound.octave.feedback],
    ]
  }

  /** A new impulse fades in while the old one fades out; the tail of what was played rings on. */
  #makeRoom({ engine, seconds, size }: Sound) {
    const asked = JSON.stringify([engine, seconds, size])
    if (asked === this.#made) return
    this.#made = asked
    const { predelay, room } = this.#graph
    const node = new ConvolverNode(this.#context, {
      disableNormalization: true,
      buffer: this.#buffer({ engine, seconds, size }),
    })
    const gain = new GainNode(this.#context, { gain: 0 })
    predelay.connect(node).connect(gain).connect(room)
    gain.gain.setTargetAtTime(1, this.#context.currentTime, CROSSFADE / 3)
    this.#leaveRoom()
    this.#room = { node, gain }
  }

  #leaveRoom() {
    const old = this.#room
    if (old === undefined) return
    old.gain.gain.setTargetAtTime(0, this.#context.currentTime, CROSSFADE / 3)
    setTimeout(() => {
      this.#graph.predelay.disconnect(old.node)
      old.gain.disconnect()
    }, CROSSFADE * 4_000)
  }

  #buffer(sound: { engine: string; seconds: number; size: number }) {
    const rate = this.#context.sampleRate
    const [left, right] = impulse({ ...sound, rate })
    const buffer = this.#context.createBuffer(2, left.length, rate)
    buffer.copyToChannel(left, 0)
    buffer.copyToChannel(right, 1)
    return buffer
  }
}
