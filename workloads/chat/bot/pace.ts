/** One answer each per 5 s: enough for everyone who reads the room. */
import type { Clock } from '../clock.ts'

const PACE_MS = 5_000

export const pace = (clock: Clock) => {
  /** Oldest first. */
  const answered = new Map<string, number>()
  const forgetUntil = (end: number) => {
    for (const [old, at] of answered) {
      if (at > end) break
      answered.delete(old)
    }
  }
  /** Whether none of them was answered lately; then all of them are now. */
  return (...whats: string[]): boolean => {
    const now = clock.steady()
    forgetUntil(now - PACE_MS)
    if (whats.some((what) => answered.has(what))) return false
    for (const what of whats) answered.set(what, now)
    return true
  }
}
