import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean, label, line, list, MAX_REPLY } from './plain.ts'

const anything = fc.string({ unit: 'binary', maxLength: 600 })

test('a cleaned name has letters, digits, spaces, - and _ only, and stays what it is when cleaned again', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const name = clean(text)

      expect(name).toMatch(/^[\p{L}\p{N} _-]*$/u)
      expect(name.length).toBeLessThanOrEqual(25)
      expect(clean(name)).toBe(name)
    }),
  )
})

test('links, markup and commands lose their teeth', () => {
  expect(clean('evil.example/x')).toBe('evilexamplex')
  expect(clean('/ban ana')).toBe('ban ana')
  expect(label('./x.y')).toBe('xy')
  expect(label('Early/Reverb Crossfade')).toBe('Early/Reverb Crossfade')
  expect(label('…')).toBe('that')
})

test('a login as long as Twitch has them is whole, one that begins with signs too', () => {
  const longest = 'abcdefghijklmnopqrstuvwxy'
  expect(clean(longest)).toBe(longest)
  expect(clean('__proto__')).toBe('__proto__')
  expect(label('__proto__')).toBe('__proto__')
})

test('letters of every script are kept, invisible ones are not', () => {
  expect(clean('Übergröße 霧 雨')).toBe('Übergröße 霧 雨')
  expect(clean('a\u3164\u200bb')).toBe('ab')
})

test('a line is one line of talk, whatever it is made of', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const said = line(text)

      expect(said.length).toBeLessThanOrEqual(MAX_REPLY)
      expect(said).not.toMatch(/[\r\n\p{Cc}]/u)
      expect(said).not.toMatch(/^[/.\\]/)
    }),
  )
})

test('a list says how many did not fit', () => {
  expect(list(['Room', 'Hall', 'Plate'], 100)).toBe('Room, Hall, Plate')
  expect(list(['Room', 'Hall', 'Plate'], 16)).toBe('Room and 2 more')
})
