/** A way between two processes: what goes over it arrives in order and late, or, while it is cut, not at all. */
import type { Random } from '../faults/random.ts'

/** How long one way takes, in milliseconds. */
const QUICK_MS = 8
/** How long a caller waits for an answer that does not come, and how soon a stream is opened again. */
const TIMEOUT_MS = 1_500
const REDIAL_MS = 300

type Deliver<T> = (event: T) => void
type Stream<T> = {
  /** Subscribes at the far end; undefined while nobody is there. */
  open: (deliver: Deliver<T>) => Promise<(() => void) | undefined>
  onEvent: Deliver<T>
  onState: (isUp: boolean) => void
  signal: AbortSignal
}

export const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

export class Cable {
  readonly #random: Random
  readonly #breaks = new Set<() => void>()
  #isCut = false
  #lastMs = 0
  readonly #now: () => number

  constructor(random: Random, now: () => number) {
    this.#random = random
    this.#now = now
  }

  get isCut() {
    return this.#isCut
  }

  cut() {
    this.#isCut = true
    this.breakOff()
  }

  heal() {
    this.#isCut = false
  }

  /** Ends what goes on; what comes next finds the way open. */
  breakOff() {
    for (const end of [...this.#breaks]) end()
  }

  /** The far end may have done what it was asked although nobody hears of it. */
  async call<T>(work: () => Promise<T>): Promise<T> {
    await wait(this.#delay())
    if (this.#isCut) return this.#noAnswer()
    const answer = await work()
    await wait(this.#delay())
    return this.#isCut ? this.#noAnswer() : answer
  }

  async stream<T>({ open, onEvent, onState, signal }: Stream<T>) {
    while (!signal.aborted) {
      if (!this.#isCut) await this.#once({ open, onEvent, onState, signal })
      if (!signal.aborted) await wait(REDIAL_MS * (0.5 + this.#random.next()))
    }
  }

  async #once<T>({ open, onEvent, onState, signal }: Stream<T>) {
    const { promise: over, resolve } = Promise.withResolvers<void>()
    const end = () => resolve()
    let isOver = false
    const deliver = (event: T) => {
      const at = Math.max(this.#now() + this.#delay(), this.#lastMs)
      this.#lastMs = at
      setTimeout(() => isOver || onEvent(event), at - this.#now())
    }
    this.#breaks.add(end)
    signal.addEventListener('abort', end)
    const close = await open(deliver).catch(() => undefined)
    if (close) onState(true)
    else end()
    await over
    isOver = true
    this.#breaks.delete(end)
    signal.removeEventListener('abort', end)
    close?.()
    onState(false)
  }

  #delay() {
    return 1 + this.#random.below(QUICK_MS)
  }

  async #noAnswer(): Promise<never> {
    await wait(this.#random.between(1, TIMEOUT_MS))
    throw new Error('no answer')
  }
}
