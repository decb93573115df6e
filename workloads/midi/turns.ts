/** One piece of work after the other, each tried again until it is done: what asked for it does not ask twice. */

/** Waits between attempts, in milliseconds. */
const RETRY_MS = { from: 100, to: 2_000 }

type Work = () => Promise<void>

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export class Turns {
  readonly #failed: (cause: unknown) => void
  #last: Promise<void> = Promise.resolve()
  #enough: AbortSignal | undefined

  /** `failed` is told of each attempt that failed. */
  constructor(failed: (cause: unknown) => void) {
    this.#failed = failed
  }

  /** Nothing is tried again once it fires. */
  until(signal: AbortSignal) {
    this.#enough = signal
  }

  add(work: Work) {
    this.#last = this.#last.then(() => this.#untilDone(work))
  }

  async #untilDone(work: Work, wait = RETRY_MS.from): Promise<void> {
    try {
      await work()
    } catch (cause) {
      this.#failed(cause)
      await pause(wait)
      if (!this.#enough?.aborted) await this.#untilDone(work, Math.min(2 * wait, RETRY_MS.to))
    }
  }
}
