/** A clock that stands still until a test turns it. */
import type { Clock } from '../clock.ts'

export type ManualClock = Clock & {
  /** Runs everything that falls due on the way, in order, letting promises settle after each. */
  advance(ms: number): Promise<void>
  /** Tasks that still wait. */
  waiting(): number
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

export const manualClock = (start = 1_700_000_000_000): ManualClock => {
  let now = start
  let tasks: { at: number; task: () => void }[] = []
  const next = (until: number) => tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]

  return {
    now: () => now,
    after(ms, task) {
      const entry = { at: now + ms, task }
      tasks.push(entry)
      return () => {
        tasks = tasks.filter((one) => one !== entry)
      }
    },
    async advance(ms) {
      const until = now + ms
      await settled()
      for (let due = next(until); due; due = next(until)) {
        const { at, task } = due
        tasks = tasks.filter((one) => one !== due)
        now = at
        task()
        await settled()
      }
      now = until
    },
    waiting: () => tasks.length,
  }
}
