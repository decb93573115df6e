/** Waits for what the two sides bring about by themselves, and says how long that took. */
import { setTimeout as delay } from 'node:timers/promises'

const PATIENCE_MS = 120_000
const LOOK_MS = 200

/** Rejects with `what` when it does not come true. A look that fails is none. */
export const until = async (what: string, isSo: () => Promise<boolean>) => {
  const began = Date.now()
  while (!(await isSo().catch(() => false))) {
    if (Date.now() - began > PATIENCE_MS) throw new Error(`${what} did not come true`)
    await delay(LOOK_MS)
  }
  console.log(`${what}: after ${((Date.now() - began) / 1000).toFixed(1)} s`)
}
