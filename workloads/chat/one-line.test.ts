import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from './one-line.ts'

test('whatever it is made of, it is one well-formed line that is no command', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 700 }),
      fc.integer({ min: 2, max: 500 }),
      (text, letters) => {
        const line = oneLine(text, letters)

        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u)
        expect(line).not.toMatch(/^[\s/.\\]/)
        expect([...line].length).toBeLessThanOrEqual(letters)
        expect(line.length).toBeLessThan(500)
      },
    ),
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
