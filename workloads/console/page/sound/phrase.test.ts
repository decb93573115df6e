import { describe, expect, test } from 'vitest'
import { bounded, coarse, driven } from './curves.ts'
import { BEATS, notesBetween, phrase, TEMPO } from './phrase.ts'
import { pulse } from './voice.ts'

const LOOP = (BEATS * 60) / TEMPO

describe('the phrase', () => {
  test('leaves the reverb room: nothing sounds in the last beats of the loop', () => {
    expect(Math.max(...phrase.map(({ at, length }) => at + length))).toBeLessThan(BEATS - 2)
  })

  test('has one note at a time', () => {
    const overlaps = phrase.filter(({ at, length }, i) => at + length > (phrase[i + 1]?.at ?? BEATS))

    expect(overlaps).toEqual([])
  })

  test('goes round without losing or repeating a note, however it is cut', () => {
    const cuts = Array.from({ length: 101 }, (_, i) => (i / 100) * 3 * LOOP)
    const cut = cuts.slice(1).flatMap((to, i) => notesBetween(cuts[i] ?? 0, to))

    expect(cut).toEqual(notesBetween(0, 3 * LOOP))
    expect(cut).toHaveLength(3 * phrase.length)
  })

  test('begins on the C above middle C', () => {
    expect(notesBetween(0, 0.01)[0]).toMatchObject({ at: 0, hertz: expect.closeTo(523.25, 1) })
  })
})

test('a pulse of a quarter has no fourth harmonic', () => {
  const harmonics = pulse(0.25)

  expect(harmonics[0]).toBe(0)
  expect(harmonics[1]).toBeGreaterThan(0.4)
  expect(harmonics[4]).toBeCloseTo(0)
})

test.each([
  ['driven', driven(1)],
  ['coarse', coarse(1)],
  ['bounded', bounded()],
])('a %s wave stays within its bounds and turns with its input', (_, curve) => {
  expect(Math.max(...curve.map(Math.abs))).toBeLessThanOrEqual(1)
  expect(curve[0]).toBeCloseTo(-(curve.at(-1) ?? 0))
  expect(curve.at((curve.length - 1) / 2)).toBeCloseTo(0)
})
