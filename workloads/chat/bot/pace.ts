/** One answer each per 5 s: enough for everyone who reads the room. */
import type { Clock } from '../clock.ts'

const PACE_MS = 5_000

export const pace = (clock: Clock) => {
  /** Oldest first. */
  const answered = new Map<string, number>()
  return (what: string): boolean => {
    const now = clock.steady()
    for (const [old, at] of answered) {
      if (now - at < PACE_MS) break
      answered.delete(old)
    }
    if (answered.has(what)) return false
    answered.set(what, now)
    return true
  }
}
