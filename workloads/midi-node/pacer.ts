/** Sends one step after another, no faster than the cable carries; later wishes overtake earlier ones in the queue. */
import { isSend, type Send, type Step } from '../lounge/wire.ts'

/** A control change without a control: sent once, never overtaken. */
type Momentary = { cc: number; value: number; correlation: string | undefined }

type Mark = { reached: () => void }
type Job = Step | { once: Momentary } | Mark

type Ports = {
  send: (step: Send) => void
  sendOnce: (momentary: Momentary) => void
  /** Least time between two control changes, in milliseconds. @default 5 (at most 200 a second) */
  gapMs?: number
  /** A clock that never jumps, in milliseconds. @default performance.now */
  now?: () => number
}

export type Batch = {
  /** All that is to be sent now; what waits in the queue and is not in here is taken out. */
  steps: readonly Step[]
  once?: readonly Momentary[]
  /** Called as soon as all of this has been sent, or overtaken. */
  reached: () => void
}

const isMark = (job: Job): job is Mark => 'reached' in job
const isPause = (job: Job) => 'pauseMs' in job
const isOnce = (job: Job) => 'once' in job
const isControlChange = (job: Job) => 'cc' in job || isOnce(job)

/** Waiting controls keep their turn with their newest value; new ones queue at the end, so none starves. */
const inTurn = (waiting: readonly Job[], steps: readonly Step[]): Job[] => {
  const wanted = new Map(steps.filter(isSend).map((step) => [step.control, step]))
  const kept = waiting.flatMap((job): Job[] => {
    if (!('cc' in job)) return [job]
    const step = wanted.get(job.control)
    wanted.delete(job.control)
    return step ? [step] : []
  })
  return [...kept, ...wanted.values()]
}

export class Pacer {
  readonly #ports: Required<Ports>
  #queue: Job[] = []
  #timer: NodeJS.Timeout | undefined
  #freeAt = 0
  /** The pause that must follow what was sent, whatever overtakes the rest of the queue. */
  #owedMs = 0

  constructor({ send, sendOnce, gapMs = 5, now = () => performance.now() }: Ports) {
    this.#ports = { send, sendOnce, gapMs, now }
  }

  /** How many control changes wait. */
  get depth() {
    return this.#queue.filter(isControlChange).length
  }

  submit({ steps, once = [], reached }: Batch) {
    const isReordered = this.#owedMs > 0 || [...this.#queue, ...steps].some(isPause)
    const state = isReordered ? this.#afterPause(steps) : inTurn(this.#queue, steps)
    this.#queue = [...state, ...once.map((momentary) => ({ once: momentary })), { reached }]
    this.#run()
  }

  /** Forgets everything that waits: the port is gone, or the pedal is another's. */
  clear() {
    this.#queue = []
    if (this.#owedMs > 0) this.#rest(this.#owedMs)
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** A plan with a pause has its own order, and takes over the queue; momentaries stay. */
  #afterPause(steps: readonly Step[]): Job[] {
    const owed = this.#owedMs > 0 && !steps.some(isPause) ? [{ pauseMs: this.#owedMs }] : []
    return [...owed, ...steps, ...this.#queue.filter(isOnce)]
  }

  #run() {
    for (let job = this.#queue[0]; job; job = this.#queue[0]) {
      if (!isMark(job) && this.#isWaiting()) return
      this.#queue.shift()
      this.#take(job)
    }
  }

  /** Whether the wire must rest; the queue then goes on by itself. */
  #isWaiting(): boolean {
    const waitMs = this.#freeAt - this.#ports.now()
    if (waitMs > 0) this.#timer ??= setTimeout(() => this.#wake(), Math.ceil(waitMs))
    return this.#timer !== undefined
  }

  #wake() {
    this.#timer = undefined
    this.#run()
  }

  #take(job: Job) {
    if (isMark(job)) return job.reached()
    if ('pauseMs' in job) return this.#rest(job.pauseMs)
    this.#freeAt = this.#ports.now() + this.#ports.gapMs
    this.#owedMs = this.#queue.find(isPause)?.pauseMs ?? 0
    if ('once' in job) this.#ports.sendOnce(job.once)
    else this.#ports.send(job)
  }

  #rest(ms: number) {
    this.#owedMs = 0
    this.#freeAt = this.#ports.now() + ms
  }
}
