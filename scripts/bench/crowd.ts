/** Lines on their way: who said what when, and when the pedal heard it or something newer. */
import { setTimeout as delay } from 'node:timers/promises'
import { ventris } from '../../workloads/lounge/devices/index.ts'
import { toValue } from '../../workloads/lounge/level.ts'
import type { Contender } from './contenders.ts'
import { steady } from './steady.ts'
import type { Message } from './wire.ts'

type Said = { readonly id: string; readonly steady: number; readonly cc: number; readonly value: number }

export type Way = { readonly id: string; readonly said: number; readonly byte: number }

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

let strangers = 0

export class Crowd {
  readonly said: Said[] = []
  readonly #contender: Contender
  readonly #first: number

  constructor(contender: Contender) {
    this.#contender = contender
    contender.wire.read()
    this.#first = contender.wire.messages.length
  }

  /** What went out since this crowd came. */
  get messages() {
    return this.#contender.wire.messages.slice(this.#first)
  }

  /** Somebody new, who waits for no cooldown of his own, turns the next of the first `width` knobs. */
  say(width = knobs.length) {
    strangers += 1
    this.sayAs(`viewer${strangers}`, this.said.length % width)
  }

  /** Returns the line's id. */
  sayAs(login: string, turned: number): string {
    const knob = knobs[turned % knobs.length]
    if (!knob) throw new Error('there is no such knob')
    const level = ((this.said.length * 37) % LEVELS) / 10
    const at = steady()
    const id = this.#contender.stage.say(login, `!${knob.name} ${level}`)
    this.said.push({ id, steady: at, cc: knob.cc, value: toValue(level, knob) })
    return id
  }

  /** Each line's id, when it was said, and when its byte went out. */
  ways(): Way[] {
    const { messages } = this
    return knobs.flatMap(({ cc }) => {
      const said = this.said.filter((one) => one.cc === cc)
      const heard = heardOf(
        said,
        messages.filter((one) => one.cc === cc),
      )
      return said.map(({ id, steady }, index) => ({ id, said: steady, byte: heard[index] ?? 0 }))
    })
  }

  /** Milliseconds from each line to its byte. */
  latencies(): number[] {
    return this.ways().map(({ said, byte }) => byte - said)
  }

  /** Until every line is heard of, or too long. */
  async settled() {
    const until = steady() + GIVE_UP_MS
    while (steady() < until) {
      this.#contender.wire.read()
      if (this.latencies().every(Number.isFinite)) return
      await delay(LOOK_MS)
    }
  }
}
