import { expect, test } from 'vitest'
import { staleness } from './staleness.ts'

const JOINED = 1_000_000

test('right after a join, what was said more than 15 s ago is late', () => {
  const isStale = staleness()

  expect(isStale({ at: JOINED - 16_000, now: JOINED + 100, joinedAt: JOINED })).toBe(true)
  expect(isStale({ at: JOINED - 10_000, now: JOINED + 100, joinedAt: JOINED })).toBe(false)
})

test('what a stalled connection hands over late is late, too', () => {
  const isStale = staleness()
  isStale({ at: JOINED + 60_000, now: JOINED + 60_200, joinedAt: JOINED })

  expect(isStale({ at: JOINED + 61_000, now: JOINED + 90_000, joinedAt: JOINED })).toBe(true)
  expect(isStale({ at: JOINED + 90_000, now: JOINED + 90_100, joinedAt: JOINED })).toBe(false)
})

test('a host whose clock is a minute ahead misses only what is said right after a join', () => {
  const isStale = staleness()
  const heardAt = (now: number) => !isStale({ at: now - 60_000, now, joinedAt: JOINED })

  expect(heardAt(JOINED + 5_000)).toBe(false)
  expect(heardAt(JOINED + 20_000)).toBe(true)
  expect(heardAt(JOINED + 21_000)).toBe(true)
})

test('a clock that jumps ahead is forgiven after five minutes', () => {
  const isStale = staleness()
  isStale({ at: JOINED + 60_000, now: JOINED + 60_100, joinedAt: JOINED })
  const heardAfter = (ms: number) =>
    !isStale({ at: JOINED + ms - 60_000, now: JOINED + ms, joinedAt: JOINED })

  expect(heardAfter(120_000)).toBe(false)
  expect(heardAfter(400_000)).toBe(true)
  expect(heardAfter(401_000)).toBe(true)
})
