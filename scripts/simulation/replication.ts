/** What brings one side's documents to the other: late, in batches, in any order, and only while the way is open. */
import type { Random } from '../faults/random.ts'
import { wait } from './cable.ts'
import type { Disk } from './disk.ts'

type Options = {
  from: Disk
  to: Disk
  random: Random
  /** How long a batch takes, in milliseconds; undefined while the way is cut. */
  latency: () => number | undefined
}

const MOST = 8
const RETRY_MS = 200

/** Goes on for ever. */
export const replicate = async ({ from, to, random, latency }: Options): Promise<never> => {
  let done = 0
  for (;;) {
    if (done === from.written.length) await from.rings()
    const ms = latency()
    const batch = from.written.slice(done, done + 1 + random.below(MOST))
    await wait(ms ?? RETRY_MS)
    if (ms === undefined || latency() === undefined) continue
    for (const doc of random.shuffled(batch)) {
      await to.receive(doc)
      if (random.below(3) === 0) await wait(random.below(40))
    }
    done += batch.length
  }
}
