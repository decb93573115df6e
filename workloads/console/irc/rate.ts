/** A sliding window: so many in so long, counted back from now. */

/** Each call asks for one more; false when `max` have been granted within the last `ms` milliseconds. */
export const slidingWindow = ({ max, ms, clock }: { max: number; ms: number; clock: () => number }) => {
  const granted: number[] = []
  return () => {
    const now = clock()
    while (granted[0] !== undefined && granted[0] <= now - ms) granted.shift()
    if (granted.length >= max) return false
    granted.push(now)
    return true
  }
}
