import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatLevel, type Range, toLevel, toValue } from './level.ts'

const FULL: Range = { min: 0, max: 127 }

const ranges = fc
  .tuple(fc.integer({ min: 0, max: 127 }), fc.integer({ min: 0, max: 127 }))
  .map(([a, b]): Range => ({ min: Math.min(a, b), max: Math.max(a, b) }))
const levels = fc.double({ min: 0, max: 10, noNaN: true })

describe('a level becomes a value', () => {
  test.each([
    [0, 0],
    [1, 13],
    [2, 25],
    [3, 38],
    [4, 51],
    [5, 64],
    [6, 76],
    [7, 89],
    [8, 102],
    [9, 114],
    [10, 127],
    [2.5, 32],
    [0.5, 6],
  ])('level %d of a full range is %d', (level, value) => {
    expect(toValue(level, FULL)).toBe(value)
  })

  test.each([
    [0, 0],
    [2, 1],
    [5, 2],
    [7, 3],
    [10, 4],
  ])('level %d of five positions is position %d', (level, value) => {
    expect(toValue(level, { min: 0, max: 4 })).toBe(value)
  })

  test('it never leaves the range', () => {
    fc.assert(
      fc.property(levels, ranges, (level, range) => {
        const value = toValue(level, range)

        expect(Number.isInteger(value)).toBe(true)
        expect(value).toBeGreaterThanOrEqual(range.min)
        expect(value).toBeLessThanOrEqual(range.max)
      }),
    )
  })

  test('a higher level is never a lower value', () => {
    fc.assert(
      fc.property(levels, levels, ranges, (one, other, range) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]

        expect(toValue(low, range)).toBeLessThanOrEqual(toValue(high, range))
      }),
    )
  })
})

describe('there and back', () => {
  test('a level comes back within half a position, and the rounding to one decimal', () => {
    fc.assert(
      fc.property(levels, ranges, (level, range) => {
        fc.pre(range.max > range.min)
        const half = 5 / (range.max - range.min)

        expect(Math.abs(toLevel(toValue(level, range), range) - level)).toBeLessThanOrEqual(
          half + 0.05 + 1e-9,
        )
      }),
    )
  })

  test('whole levels of a full range come back as they were', () => {
    for (let level = 0; level <= 10; level++) expect(toLevel(toValue(level, FULL), FULL)).toBe(level)
  })

  test('every position of up to a hundred can be reached by the level it is shown as', () => {
    for (let max = 1; max <= 100; max++)
      for (let value = 0; value <= max; value++)
        expect(toValue(toLevel(value, { min: 0, max }), { min: 0, max })).toBe(value)
  })

  test('a range of one value has one level', () => {
    expect(toValue(10, { min: 0, max: 0 })).toBe(0)
    expect(toLevel(0, { min: 0, max: 0 })).toBe(0)
  })
})

test.each([
  [89, FULL, '7'],
  [32, FULL, '2.5'],
  [127, FULL, '10'],
  [10, FULL, '0.8'],
  [1, { min: 0, max: 4 }, '2.5'],
])('%d of %o is shown as %s', (value, range, shown) => {
  expect(formatLevel(value, range)).toBe(shown)
})
