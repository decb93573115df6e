import { expect, test } from 'vitest'
import { staleness } from './staleness.ts'

const JOINED = 1_000_000

test('right after a join, what was said more than 15 s ago is late', () => {
  const isStale = staleness()

  expect(isStale({ at: JOINED - 16_000, now: JOINED + 100, joinedAt: JOINED, steady: 100 })).toBe(true)
  expect(isStale({ at: JOINED - 10_000, now: JOINED + 100, joinedAt: JOINED, steady: 100 })).toBe(false)
})

test('what a stalled connection hands over late is late, too', () => {
  const isStale = staleness()
  isStale({ at: JOINED + 60_000, now: JOINED + 60_200, joinedAt: JOINED, steady: 60_200 })

  expect(isStale({ at: JOINED + 61_000, now: JOINED + 90_000, joinedAt: JOINED, steady: 90_000 })).toBe(true)
  expect(isStale({ at: JOINED + 90_000, now: JOINED + 90_100, joinedAt: JOINED, steady: 90_100 })).toBe(false)
})

test('a host whose clock is a minute ahead misses only what is said right after a join', () => {
  const isStale = staleness()
  const heardAt = (now: number) => !isStale({ at: now - 60_000, now, joinedAt: JOINED, steady: now })

  expect(heardAt(JOINED + 5_000)).toBe(false)
  expect(heardAt(JOINED + 20_000)).toBe(true)
  expect(heardAt(JOINED + 21_000)).toBe(true)
})

test('a clock that is set while the bot is joined makes nothing late', () => {
  const isStale = staleness()
  const heard = (ms: number, jump: number) =>
    !isStale({ at: JOINED + ms, now: JOINED + ms + jump, joinedAt: JOINED, steady: ms })

  expect(heard(60_000, 100)).toBe(true)
  expect(heard(61_000, 3_600_000)).toBe(true)
  expect(heard(62_000, -3_600_000)).toBe(true)
})

test('nor where the platform runs on this host and its clock is set with it', () => {
  const isStale = staleness()
  const heard = (ms: number, jump: number) => {
    const now = JOINED + ms + jump
    return !isStale({ at: now - 50, now, joinedAt: JOINED, steady: ms })
  }

  expect(heard(60_000, 0)).toBe(true)
  expect(heard(61_000, 3_600_000)).toBe(true)
  expect(heard(62_000, -3_600_000)).toBe(true)
})

test('clocks that drift apart are forgiven after five minutes', () => {
  const isStale = staleness()
  const heard = (ms: number, apart: number) =>
    !isStale({ at: JOINED + ms - apart, now: JOINED + ms, joinedAt: JOINED, steady: ms })
  heard(60_000, 0)

  expect(heard(120_000, 60_000)).toBe(false)
  expect(heard(400_000, 60_000)).toBe(true)
  expect(heard(401_000, 60_000)).toBe(true)
})
