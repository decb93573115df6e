/** Time as chat sees it, so that tests can turn it. */

export type Clock = {
  /** Epoch milliseconds. */
  now(): number
  /** Runs the task once after so many milliseconds; the returned function takes it back. */
  after(ms: number, task: () => void): () => void
}

export const wallClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}

/** Resolves after so many milliseconds, at once when the signal is or gets aborted. */
export const pause = (clock: Clock, ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const cancel = clock.after(ms, done)
    function done() {
      cancel()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    signal?.addEventListener('abort', done, { once: true })
  })
