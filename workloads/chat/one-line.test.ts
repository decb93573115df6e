import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from './one-line.ts'

/** Short pieces, some of them many times over: what matters is at the ends and where it is cut. */
const text = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 30 }), fc.integer({ min: 1, max: 40 }))
  .map(([piece, times]) => piece.repeat(times))

test('whatever it is made of, it is one well-formed line that is no command', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 500 }), (said, letters) => {
      const line = oneLine(said, letters)

      expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u)
      expect(line).not.toMatch(/^[\s/.\\]/)
      expect([...line].length).toBeLessThanOrEqual(letters)
      expect(line.length).toBeLessThan(500)
    }),
  )
})

test('a text that is fine stays as it is', () => {
  expect(oneLine('@Ana Engine set to True Spring 🎶; time 2.5 — e.g. !time 7')).toBe(
    '@Ana Engine set to True Spring 🎶; time 2.5 — e.g. !time 7',
  )
})

test('a cut says so', () => {
  expect(oneLine('abcdef', 4)).toBe('abc…')
})
