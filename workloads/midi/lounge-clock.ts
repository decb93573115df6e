/** The time that the lounge goes by. */
import type { Commit } from '../lounge/log.ts'
import type { Head } from './head.ts'

/**
 * Epoch milliseconds, never behind the head: where the machine's clock was set back, time goes on from the head at
 * its usual pace, so that cooldowns and timed locks still end.
 */
export const loungeClock = (
  head: Pick<Head, 'commit'>,
  clock: () => number,
  steady: () => number = () => performance.now(),
) => {
  let seen: Commit | null = null
  let since = 0
  return () => {
    if (head.commit !== seen) {
      seen = head.commit
      since = steady()
    }
    return Math.max(clock(), Math.floor((seen?.at ?? 0) + steady() - since))
  }
}
