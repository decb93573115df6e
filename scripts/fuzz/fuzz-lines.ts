/** Generated evenings of chat through the whole chain; what fails is shrunk to the shortest evening that fails. */
import fc from 'fast-check'
import { saying } from './chat-lines.ts'
import { play } from './evening.ts'

const EVENING = 60

export type Fuzz = { seed: number; count: number }

/** Throws with the shrunk counterexample and the seed. Returns how many lines were said, and which CC numbers were sent. */
export const fuzzLines = async ({ seed, count }: Fuzz) => {
  let said = 0
  const reached = new Set<number>()
  for (let batch = 0; said < count; batch += 1) {
    const evening = fc.array(saying, { minLength: 1, maxLength: EVENING, size: 'max' })
    const property = fc.asyncProperty(evening, async (sayings) => {
      await play(sayings, reached)
      said += sayings.length
    })
    await fc.assert(property, {
      seed: seed + batch,
      numRuns: Math.ceil(Math.min(count - said, 100_000) / (EVENING / 2)),
    })
  }
  return { said, reached }
}
