/** Time that passes only when it is told to: every timer of the process, in order, with all that follows from each. */

type Callback = (...args: unknown[]) => void
type Timer = { at: number; order: number; call: () => void; every: number | undefined; isOver: boolean }

const START = Date.UTC(2026, 10, 22, 20)

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  random: Math.random,
  steady: performance.now,
}

/** Whatever is waiting for a promise has gone on as far as it can. */
const settled = () => new Promise<void>((resolve) => void real.setImmediate(resolve))

export class VirtualTime {
  #now = START
  #order = 0
  /** By when they are due, the latest first. */
  #timers: Timer[] = []

  /** Epoch milliseconds. */
  now = () => this.#now

  /** Takes over the timers and the chance of this process; the answer gives them back. */
  install(random: () => number): () => void {
    const later = (call: Callback, ms = 0, ...args: unknown[]) =>
      this.#add({ call: () => call(...args), ms, every: undefined })
    const every = (call: Callback, ms = 0, ...args: unknown[]) =>
      this.#add({ call: () => call(...args), ms, every: ms })
    const clear = (timer?: Timer) => {
      if (timer) timer.isOver = true
    }
    Object.assign(globalThis, {
      setTimeout: later,
      setInterval: every,
      clearTimeout: clear,
      clearInterval: clear,
    })
    Math.random = random
    performance.now = () => this.#now - START
    return () => {
      const { random: chance, steady, ...timers } = real
      Object.assign(globalThis, timers)
      Math.random = chance
      performance.now = steady
    }
  }

  /** Lets so many milliseconds pass. */
  async pass(ms: number) {
    const until = this.#now + ms
    await settled()
    for (let timer = this.#next(until); timer; timer = this.#next(until)) {
      const { at, call, every } = timer
      this.#now = at
      // The same timer, so that whoever holds it can still end it.
      if (every !== undefined) this.#insert(Object.assign(timer, { at: at + Math.max(1, every) }))
      call()
      await settled()
    }
    this.#now = until
  }

  #add({ call, ms, every }: { call: () => void; ms: number; every: number | undefined }): Timer {
    const timer = {
      at: this.#now + Math.max(1, Math.round(ms)),
      order: this.#order++,
      call,
      every,
      isOver: false,
    }
    this.#insert(timer)
    return timer
  }

  #insert(timer: Timer) {
    const at = this.#timers.findLastIndex((other) => other.at > timer.at)
    this.#timers.splice(at + 1, 0, timer)
  }

  #next(until: number): Timer | undefined {
    for (let timer = this.#timers.pop(); timer; timer = this.#timers.pop()) {
      if (timer.isOver) continue
      if (timer.at > until) return void this.#timers.push(timer)
      return timer
    }
    return undefined
  }
}
