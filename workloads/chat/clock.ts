/** Time as chat sees it, so that tests can turn it. */

export type Clock = {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds since some moment. Never jumps, whatever is done to the time of day: for how long ago something was. */
  steady(): number
  /** Runs the task once after so many milliseconds; the returned function takes it back. */
  after(ms: number, task: () => void): () => void
}

export const wallClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
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
