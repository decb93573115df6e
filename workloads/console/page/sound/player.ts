/** Plays the phrase while somebody wants to hear it; silent, and without an audio device, until then. */
import type { PageState } from '../store.ts'
import { notesBetween } from './phrase.ts'
import { type Rack, rackOf } from './reverb-map.ts'
import { Stage } from './stage.ts'
import { Voice } from './voice.ts'

const LOOK_MS = 60
const AHEAD = 0.25 // seconds that are always scheduled, so that a busy page keeps time
const TAIL_MS = 8_000 // what rings on after Stop before the device is let go

type Options = { onChange: () => void; open?: () => AudioContext }

export class Player {
  isPlaying = false
  volume = 0.6
  /** What the bytes make of the sound. */
  rack: Rack = { sounds: [], isCascade: false }
  readonly #options: Options
  #context: AudioContext | undefined
  #stage: Stage | undefined
  #voice: Voice | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  #rest: ReturnType<typeof setTimeout> | undefined
  #set = ''

  constructor(options: Options) {
    this.#options = options
  }

  /** Takes the bytes the pedal received, and nothing else. */
  follow({ setup, received }: Pick<PageState, 'setup' | 'received'>) {
    const [profile] = setup?.profiles ?? []
    if (profile === undefined) return
    this.rack = rackOf(profile, received)
    this.#tune()
  }

  async play() {
    clearTimeout(this.#rest)
    this.#open()
    await this.#context?.resume()
    if (this.isPlaying || this.#context === undefined) return
    this.isPlaying = true
    this.#begin(this.#context)
    this.#options.onChange()
  }

  stop() {
    clearInterval(this.#timer)
    this.isPlaying = false
    this.#rest = setTimeout(() => this.#context?.suspend(), TAIL_MS)
    this.#options.onChange()
  }

  setVolume(part: number) {
    this.volume = part
    if (this.#stage !== undefined) this.#stage.volume = part
    this.#options.onChange()
  }

  /** 0–1. */
  get loudness() {
    return this.#stage?.loudness ?? 0
  }

  /** Only a person's press makes an audio device: nothing here runs before. */
  #open() {
    if (this.#context !== undefined) return
    const context = this.#options.open?.() ?? new AudioContext()
    this.#context = context
    this.#stage = new Stage(context, context.destination)
    this.#stage.volume = this.volume
    this.#voice = new Voice(context, this.#stage.input)
    this.#tune()
  }

  #tune() {
    const asked = JSON.stringify(this.rack)
    if (this.#stage === undefined || asked === this.#set) return
    this.#set = asked
    this.#stage.set(this.rack)
  }

  #begin(context: AudioContext) {
    const zero = context.currentTime + 0.1
    let done = 0
    const look = () => {
      const until = context.currentTime - zero + AHEAD
      if (until <= done) return
      for (const note of notesBetween(done, until)) this.#voice?.play(note, zero)
      done = until
    }
    look()
    this.#timer = setInterval(look, LOOK_MS)
  }
}
