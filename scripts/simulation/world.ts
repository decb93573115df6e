/** Two environments, the replication between them and one pedal, in a time of their own: plays a schedule to its end. */
import type { Answer } from '../../workloads/lounge/answer.ts'
import { gm2 } from '../../workloads/lounge/devices/index.ts'
import type { Intent, Request } from '../../workloads/lounge/request.ts'
import { NotDurable } from '../../workloads/midi/queue.ts'
import type { Served } from '../../workloads/midi-node/served.ts'
import { type Random, random } from '../faults/random.ts'
import { Bench } from './bench.ts'
import { wait } from './cable.ts'
import { replicate } from './replication.ts'
import type { Schedule, Step } from './schedule.ts'
import { type Parts, Side } from './side.ts'
import { VirtualTime } from './time.ts'

const LATENCY_MS = 30
/** Until everyone has found everyone, at the start and after the last fault. */
const WARM_MS = 500
const CALM_MS = 8_000
/** As long as chat asks again for the same line. */
const PATIENCE_MS = 3_000
const RETRY_MS = 150
/** So that what was asked just before is in the log, and on its way. */
const BUSY_MS = 25
/** What no control of the profile knows. */
export const RAW_CC = 3
const MO = { platform: 'twitch', id: 'mo', login: 'mo', name: 'Mo', role: 'broadcaster' } as const
const CONTROLS = ['modulation', 'pan', 'brightness', 'expression']

export type Mutant = { mutate?: Parts['mutate']; served?: () => Served }

/** What somebody was told. */
export type Told = { id: string; side: string; at: number; answer: Answer }

export class World {
  readonly sides: readonly [Side, Side]
  readonly bench: Bench
  readonly told: Told[] = []
  /** A side was told to take the pedal by force. */
  forced = false
  readonly #time: VirtualTime
  readonly #random: Random
  #lines = 0
  #latencyMs = LATENCY_MS
  #cuts = 0

  constructor(time: VirtualTime, { seed, replicas }: Schedule, { mutate, served }: Mutant) {
    this.#time = time
    this.#random = random(seed)
    const { now } = time
    const parts = { replicas, random: this.#random, now, ...(mutate ? { mutate } : {}) }
    this.sides = [
      new Side({ ...parts, name: 'home', opens: 'default' }),
      new Side({ ...parts, name: 'replica', opens: 'no' }),
    ]
    const [home, away] = this.sides
    this.bench = new Bench({ sides: this.sides, random: this.#random, now, ...(served ? { served } : {}) })
    const latency = () => (this.#cuts > 0 ? undefined : this.#random.below(this.#latencyMs))
    void replicate({ from: home.disk, to: away.disk, random: this.#random, latency })
    void replicate({ from: away.disk, to: home.disk, random: this.#random, latency })
  }

  async play(steps: readonly Step[]) {
    await this.#time.pass(WARM_MS)
    for (const step of steps) {
      await this.#time.pass(step.after)
      this.#do(step)
    }
    await this.#time.pass(CALM_MS)
  }

  #do(step: Step) {
    if (step.do === 'line' || step.do === 'raw') return this.#line(step)
    if (step.do === 'promote') return this.#promote(step)
    if (step.do === 'force') return this.#force(step.side)
    this.#fault(step)
  }

  #line(step: Extract<Step, { do: 'line' | 'raw' }>) {
    const id = `line-${++this.#lines}`
    const [side, other] = step.side === 0 ? this.sides : this.sides.toReversed()
    const intent: Intent =
      step.do === 'raw'
        ? { kind: 'raw', device: gm2.id, cc: RAW_CC, value: step.value }
        : { kind: 'set', control: CONTROLS[step.control] ?? '', to: { as: 'value', value: step.value } }
    void this.#insist(side as Side, id, intent)
    if ('again' in step && step.again !== null)
      setTimeout(() => void this.#insist(other as Side, id, intent), step.again)
  }

  /** As chat does: the same id on any replica, for three seconds. */
  async #insist(side: Side, id: string, intent: Intent) {
    const until = this.#time.now() + PATIENCE_MS
    while (this.#time.now() < until) {
      const result = await this.#askOnce(side, { id, correlation: id, source: 'chat', who: MO, intent })
      if (!result) await wait(RETRY_MS)
      else if ('refusal' in result) return
      else return this.told.push({ id, side: side.name, at: this.#time.now(), ...result })
    }
  }

  /** Undefined when nobody answers, or does not know. */
  async #askOnce(side: Side, request: Request) {
    const replica = this.#someone(side)
    const asked = replica?.conductor.ask(request).catch((fault: unknown) => {
      if (!(fault instanceof NotDurable)) throw fault
    })
    const result = await Promise.race([asked, wait(PATIENCE_MS)])
    return replica?.end.signal.aborted ? undefined : result
  }

  #promote({ side, lines, again }: Extract<Step, { do: 'promote' }>) {
    for (let line = 0; line < lines; line += 1)
      this.#line({ do: 'line', after: 0, side, again, control: line, value: line })
    const close = () =>
      void this.#someone(this.sides[side])?.conductor.terms.close(this.sides[1 - side]?.name ?? '')
    setTimeout(close, BUSY_MS)
  }

  #force(index: 0 | 1) {
    const { conductor } = this.#someone(this.sides[index]) ?? {}
    if (!conductor || conductor.view().live) return
    // It may land although nobody hears of it.
    this.forced = true
    void conductor.terms.force()
  }

  #someone({ running }: Side) {
    return running.length > 0 ? this.#random.pick(running) : undefined
  }

  #fault(step: Step) {
    const undo = this.#begin(step)
    if (undo && 'lasts' in step) setTimeout(undo, step.lasts)
  }

  /** How it ends. */
  #begin(step: Step): (() => void) | undefined {
    const { bench, sides } = this
    switch (step.do) {
      case 'cut replication':
        this.#cuts += 1
        return () => {
          this.#cuts -= 1
        }
      case 'slow replication':
        this.#latencyMs = step.ms
        return () => {
          this.#latencyMs = LATENCY_MS
        }
      case 'cut node':
        return this.#cut(bench.cables[step.side])
      case 'cut data':
        return this.#cut(sides[step.side].cables[step.replica])
      case 'crash midi': {
        sides[step.side].end(step.replica)
        return () => sides[step.side].start(step.replica)
      }
      case 'crash data':
        return void sides[step.side].startData()
      case 'crash node':
        bench.end()
        return () => bench.start()
      default:
        return undefined
    }
  }

  #cut(cable: { cut: () => void; heal: () => void } | undefined) {
    cable?.cut()
    return () => cable?.heal()
  }
}

/** Plays it in a time of its own; the timers of the process are its own meanwhile. */
export const play = async (schedule: Schedule, mutant: Mutant = {}): Promise<World> => {
  const time = new VirtualTime()
  const uninstall = time.install(random(schedule.seed + 1).next)
  try {
    const world = new World(time, schedule, mutant)
    await world.play(schedule.steps)
    return world
  } finally {
    uninstall()
  }
}
