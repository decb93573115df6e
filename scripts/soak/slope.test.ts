import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Look, slopeOf } from './slope.ts'

const EVERY_S = 5
const looks = (count: number, value: (index: number) => number): Look[] =>
  Array.from({ length: count }, (_, index) => [index * EVERY_S, value(index)])

describe('a slope', () => {
  test('is what a straight line gains an hour, for certain', () => {
    const { perHour, give } = slopeOf(looks(720, (index) => 100 + index))

    expect(perHour).toBeCloseTo(720)
    expect(give).toBeCloseTo(0)
  })

  test('of a level that only jitters is nothing within what it is certain of', () => {
    const { perHour, give } = slopeOf(looks(720, (index) => 100 + ((index * 7919) % 13)))

    expect(Math.abs(perHour)).toBeLessThan(give + 1)
  })

  test('does not see one look that is far off', () => {
    const { perHour } = slopeOf(looks(720, (index) => (index === 700 ? 10_000 : 100)))

    expect(perHour).toBe(0)
  })

  test('of any line is found, whatever its level', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 12, max: 900 }), (rise, count) => {
        const { perHour } = slopeOf(looks(count, (index) => index * rise))
        expect(perHour).toBeCloseTo((rise * 3_600) / EVERY_S, 3)
      }),
    )
  })

  test('of too few looks is refused with how many it needs', () => {
    expect(() => slopeOf(looks(11, () => 1))).toThrow('a slope needs 12 looks, there are 11')
  })
})
