/** What brings one side's documents to the other: late, in batches, in any order, and only while the way is open. */
import type { Random } from '../faults/random.ts'
import { wait } from './cable.ts'
import type { Disk, Doc } from './disk.ts'

type Options = {
  from: Disk
  to: Disk
  random: Random
  /** How long a batch takes, in milliseconds; undefined while the way is cut. */
  latency: () => number | undefined
}

const MOST = 8
const RETRY_MS = 200
/** How far documents of a batch come apart at most. */
const STRAGGLES_MS = 500

/** Goes on for ever. */
export const replicate = async ({ from, to, random, latency }: Options): Promise<never> => {
  const write = async (batch: readonly Doc[]) => {
    for (const doc of random.shuffled(batch)) {
      await to.receive(doc)
      if (random.below(3) === 0) await wait(random.below(STRAGGLES_MS))
    }
  }
  /** How many of a batch came across. */
  const send = async (batch: readonly Doc[]) => {
    const ms = latency()
    await wait(ms ?? RETRY_MS)
    if (ms === undefined || latency() === undefined) return 0
    await write(batch)
    return batch.length
  }
  for (let done = 0; ; ) {
    if (done === from.written.length) await from.rings()
    done += await send(from.written.slice(done, done + 1 + random.below(MOST)))
  }
}
