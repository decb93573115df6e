/** One answer each per 5 s: enough for everyone who reads the room. */
import type { Clock } from '../clock.ts'

const PACE_MS = 5_000

export const pace = (clock: Clock) => {
  const answered = new Map<string, number>()
  return (what: 'help' | 'status' | 'presets'): boolean => {
    const now = clock.steady()
    if (now - (answered.get(what) ?? Number.NEGATIVE_INFINITY) < PACE_MS) return false
    answered.set(what, now)
    return true
  }
}
