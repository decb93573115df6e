/** Lines on their way: who said what when, and when the pedal heard it or something newer. */
import { setTimeout as delay } from 'node:timers/promises'
import { ventris } from '../../workloads/lounge/devices/index.ts'
import { toValue } from '../../workloads/lounge/level.ts'
import type { Contender } from './contenders.ts'
import { steady } from './steady.ts'
import type { Message } from './wire.ts'

type Said = { readonly steady: number; readonly cc: number; readonly value: number }

const NAMES = ['mix', 'predelay', 'treble', 'bass', 'mix b', 'predelay b', 'treble b', 'bass b']
/** Every level that people can type; one after the other they never repeat. */
const LEVELS = 101

const idOf = (name: string) => (name.endsWith(' b') ? `b.${name.slice(0, -2)}` : `a.${name}`)

const knobs = NAMES.map((name) => {
  const control = ventris.controls.find(({ id }) => id === idOf(name))
  if (!control) throw new Error(`the Ventris has no ${name}`)
  return { name, ...control }
})

const GIVE_UP_MS = 5_000
const LOOK_MS = 5
/** A tick of the speakers. */
const TICK_MS = 5

/** Per control in order: when each line's value, or that of a later line, went out. Never: infinity. */
const heardOf = (said: readonly Said[], messages: readonly Message[]): number[] => {
  const heard = said.map(() => Number.POSITIVE_INFINITY)
  let from = 0
  for (const { steady: at, value } of messages) {
    const upTo = said.findLastIndex((one) => one.value === value && one.steady <= at)
    for (; from <= upTo; from += 1) heard[from] = at
  }
  return heard
}

export class Crowd {
  readonly said: Said[] = []
  readonly #contender: Contender
  readonly #first: number
  #count = 0

  constructor(contender: Contender) {
    this.#contender = contender
    contender.wire.read()
    this.#first = contender.wire.messages.length
  }

  /** What went out since this crowd came. */
  get messages() {
    return this.#contender.wire.messages.slice(this.#first)
  }

  /** Somebody new says the next line; everyone of them waits for no cooldown of his own. */
  say(width = knobs.length, isModerator = false) {
    const knob = knobs[this.#count % width]
    const level = ((Math.floor(this.#count / width) * 37) % LEVELS) / 10
    if (!knob) return
    this.#count += 1
    this.said.push({ steady: steady(), cc: knob.cc, value: toValue(level, knob) })
    this.#contender.stage.say(
      `viewer${steady().toString(36).replace('.', '')}`,
      `!${knob.name} ${level}`,
      isModerator,
    )
  }

  /** So many lines a second, evenly as far as timers go: what a tick missed the next one says. */
  async speak(rate: number, durationMs: number) {
    const began = steady()
    const total = (rate * durationMs) / 1_000
    while (this.said.length < total) {
      const due = Math.min(total, ((steady() - began) * rate) / 1_000)
      while (this.said.length < due) this.say()
      await delay(TICK_MS)
    }
  }

  /** Milliseconds from each line to its byte. */
  latencies(): number[] {
    const { messages } = this
    return knobs.flatMap(({ cc }) => {
      const said = this.said.filter((one) => one.cc === cc)
      const heard = heardOf(
        said,
        messages.filter((one) => one.cc === cc),
      )
      return heard.map((at, index) => at - (said[index]?.steady ?? 0))
    })
  }

  /** Until every line is heard of; in milliseconds since the last was said. */
  async settled(): Promise<number> {
    const last = this.said.at(-1)?.steady ?? steady()
    while (steady() - last < GIVE_UP_MS) {
      this.#contender.wire.read()
      if (this.latencies().every(Number.isFinite)) break
      await delay(LOOK_MS)
    }
    return Math.max(0, (this.messages.at(-1)?.steady ?? steady()) - last)
  }
}
