/** A clock that stands still until a test turns it. */
import type { Clock } from '../clock.ts'

export type ManualClock = Clock & {
  /** Runs everything that falls due on the way, in order, letting promises settle after each. */
  advance(ms: number): Promise<void>
  /** Sets the time of day so many milliseconds on, or back. */
  jump(ms: number): void
  /** Tasks that still wait. */
  waiting(): number
}

/** Turns of the event loop that let what was just answered be read and acted on. */
const TURNS = 5
const turned = () => new Promise<void>((resolve) => setImmediate(resolve))

/** `idle` resolves when nothing that takes real time is under way: until then the clock stands. */
export const manualClock = (idle: () => Promise<unknown> = turned): ManualClock => {
  let now = 1_700_000_000_000
  let jumped = 0
  const settled = async () => {
    await idle()
    for (let turn = 0; turn < TURNS; turn++) await turned()
    await idle()
  }
  let tasks: { at: number; task: () => void }[] = []
  const next = (until: number) => tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]

  return {
    now: () => now + jumped,
    steady: () => now,
    jump(ms) {
      jumped += ms
    },
    after(ms, task) {
      // Like a real one, it has whole milliseconds only.
      const entry = { at: now + Math.ceil(ms), task }
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
