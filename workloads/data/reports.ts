/** The latest reports: at hand in memory, and in the store as soon as it takes them. An outage holds nobody up. */
import type { Reported } from '../lounge/log.ts'
import { type Store, supersedes } from './store.ts'

type Parts = {
  store: Pick<Store, 'report'>
  /** Called with each report that replaces what was known. */
  tell: (reported: Reported) => void
  /** Called when the store did not take a report, which waits for `retry` or for its successor. */
  failed: (why: Error) => void
}

const keyOf = ({ environment, device }: Reported) => `${environment}:${device}`

export class Reports {
  readonly #parts: Parts
  readonly #held = new Map<string, Reported>()
  /** Of each device the newest that the store has not got: what came in between is never written. */
  readonly #waiting = new Map<string, Reported>()
  #writing: Promise<void> = Promise.resolve()
  #isWriting = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  all(): Reported[] {
    return [...this.#held.values()]
  }

  /** From a node: the last one wins, unless what is known is of a higher term or was taken later. */
  put(reported: Reported) {
    if (!supersedes(reported, this.#held.get(keyOf(reported)))) return
    this.#hold(reported)
    this.#waiting.set(keyOf(reported), reported)
    this.retry()
  }

  /** From the store, where another replica of data may have put it. */
  learn(reported: Reported) {
    const held = this.#held.get(keyOf(reported))
    if (held === undefined || !supersedes(held, reported)) this.#hold(reported)
  }

  /** Writes what waits. */
  retry() {
    if (this.#isWriting) return
    this.#isWriting = true
    this.#writing = this.#write()
  }

  /** Resolves when the store has what was waiting, or has refused it. */
  async settled() {
    await this.#writing
  }

  #hold(reported: Reported) {
    this.#held.set(keyOf(reported), reported)
    this.#parts.tell(reported)
  }

  async #write() {
    try {
      for (let [next] = this.#waiting; next; [next] = this.#waiting) await this.#writeOne(...next)
    } catch (why) {
      this.#parts.failed(why as Error)
    } finally {
      this.#isWriting = false
    }
  }

  async #writeOne(key: string, reported: Reported) {
    await this.#parts.store.report(reported)
    if (this.#waiting.get(key) === reported) this.#waiting.delete(key)
  }
}
