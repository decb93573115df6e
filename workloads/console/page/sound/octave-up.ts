/** Shifts everything an octave up: two delays whose length runs down, faded into each other before they jump. */

const GRAIN = 0.1 // seconds; an octave up reads a grain twice as fast as it was written

/** From `GRAIN` to 0 and again: playing at twice the speed. */
const ramp = (rate: number): Float32Array<ArrayBuffer> => {
  const length = Math.floor(GRAIN * rate)
  return Float32Array.from({ length }, (_, i) => GRAIN * (1 - i / length))
}

/** Silent where the ramp jumps, loudest between; two of them half a grain apart always sum to one. */
const fade = (rate: number): Float32Array<ArrayBuffer> => {
  const length = Math.floor(GRAIN * rate)
  return Float32Array.from({ length }, (_, i) => Math.sin((Math.PI * i) / length) ** 2)
}

const looped = (context: BaseAudioContext, samples: Float32Array<ArrayBuffer>) => {
  const buffer = context.createBuffer(1, samples.length, context.sampleRate)
  buffer.copyToChannel(samples, 0)
  return new AudioBufferSourceNode(context, { buffer, loop: true })
}

const head = (context: BaseAudioContext, offset: number) => {
  const delay = new DelayNode(context, { delayTime: 0, maxDelayTime: GRAIN * 2 })
  const loud = new GainNode(context, { gain: 0 })
  const [time, gate] = [looped(context, ramp(context.sampleRate)), looped(context, fade(context.sampleRate))]
  time.connect(delay.delayTime)
  gate.connect(loud.gain)
  time.start(0, offset)
  gate.start(0, offset)
  delay.connect(loud)
  return { delay, loud }
}

export const octaveUp = (context: BaseAudioContext) => {
  const [input, output] = [new GainNode(context), new GainNode(context)]
  for (const { delay, loud } of [head(context, 0), head(context, GRAIN / 2)]) {
    input.connect(delay)
    loud.connect(output)
  }
  return { input, output }
}
