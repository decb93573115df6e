import { expect, test } from 'vitest'
import { fuzzLines } from './fuzz-lines.ts'
import { fuzzRequests } from './fuzz-requests.ts'

/** `npm run fuzz` draws a new one each time. */
const seed = 20_261_122

test('a few thousand generated chat lines break nothing', async () => {
  const { said, reached } = await fuzzLines({ seed, count: 3_000 })

  expect(said).toBeGreaterThanOrEqual(3_000)
  // Of 46 controls; with this seed 37.
  expect(reached.size).toBeGreaterThanOrEqual(35)
})

test('a thousand generated requests break nothing', async () => {
  expect(await fuzzRequests({ seed, count: 1_000 })).toBeGreaterThan(500)
})
