/** One follower of data for every open page: each is told what is shown now, then each new picture. */
import type { Shown } from '../data/screen-client.ts'
import type { Send, Unsubscribe } from '../service/sse-server.ts'

/** A page that hears nothing for longer than two of these knows that it was cut, in milliseconds. */
const PULSE_MS = 5_000

type StagePorts = {
  onPages: (count: number) => void
  /** Each picture, and how many pages were told it. */
  onTold: (shown: Shown, pages: number) => void
}

export class Stage {
  readonly #listeners = new Set<Send>()
  readonly #onPages: (count: number) => void
  readonly #onTold: (shown: Shown, pages: number) => void
  #shown: Shown = { screen: null, isLinked: false }
  #pulse: NodeJS.Timeout | undefined

  constructor({ onPages, onTold }: StagePorts) {
    this.#onPages = onPages
    this.#onTold = onTold
  }

  get shown() {
    return this.#shown
  }

  show(shown: Shown) {
    this.#shown = shown
    for (const send of this.#listeners) send({ event: 'shown', data: shown })
    this.#onTold(shown, this.#listeners.size)
  }

  /** Nothing is replayed: what is shown now is all that a page needs. */
  subscribe(send: Send): Unsubscribe {
    send({ event: 'shown', data: this.#shown })
    this.#listeners.add(send)
    this.#count()
    return () => {
      this.#listeners.delete(send)
      this.#count()
    }
  }

  #count() {
    const count = this.#listeners.size
    this.#onPages(count)
    clearInterval(this.#pulse)
    if (count > 0) this.#pulse = setInterval(() => this.#beat(), PULSE_MS)
  }

  #beat() {
    for (const send of this.#listeners) send({ event: 'pulse', data: {} })
  }
}
