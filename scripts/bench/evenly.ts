/** Says so many things evenly within so long, as far as timers go: what a tick missed the next one says. */
import { setTimeout as delay } from 'node:timers/promises'
import { steady } from './steady.ts'

const TICK_MS = 5

export const evenly = async (count: number, ms: number, say: (index: number) => void) => {
  const began = steady()
  for (let said = 0; said < count; await delay(TICK_MS)) {
    const due = Math.min(count, ((steady() - began) * count) / ms)
    for (; said < due; said += 1) say(said)
  }
}
