import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearest, normalise, slips, strip, tryFindByName } from './name.ts'

const anything = fc.string({ unit: 'binary', maxLength: 20 })
const words = fc.string({ unit: fc.constantFrom(...'abcdehlmoprst'), minLength: 1, maxLength: 10 })

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

describe('strip', () => {
  test('what chat clients append to repeat a line is gone', () => {
    const appended = [0x34f, ...range(0x200b, 0x200f), 0x2060, 0xfe0f, 0xfeff, ...range(0xe0000, 0xe007f)]

    for (const code of appended)
      expect(strip(`!engine hall ${String.fromCodePoint(code)}`)).toBe('!engine hall')
  })

  test('exactly what Unicode ignores by default is removed, wherever it stands', () => {
    const codes = [...range(0, 0xd7ff), ...range(0xe000, 0xffff), ...range(0xe0000, 0xe01ff)]
    const isInvisible = (code: number) =>
      /^\p{Default_Ignorable_Code_Point}$/u.test(String.fromCodePoint(code))

    const removed = codes.filter((code) => strip(`a${String.fromCodePoint(code)}b`) === 'ab')

    expect(removed).toEqual(codes.filter(isInvisible))
  })

  test.each([
    ['!time 7', '!time 7'],
    ['  !engine \t true\r\nspring  ', '!engine true spring'],
    ['time\u00a07\u3000!', 'time 7 !'],
    ['\u202e!time 7\u202c', '!time 7'],
    ['\u0661\u06f7', '\u0661\u06f7'],
    ['', ''],
  ])('%j is read as %j', (typed, read) => {
    expect(strip(typed)).toBe(read)
  })

  test('what is stripped stays as it is', () => {
    fc.assert(fc.property(anything, (text) => void expect(strip(strip(text))).toBe(strip(text))))
  })
})

describe('normalise', () => {
  test.each([
    ['E-Dome', 'edome'],
    ['True  Spring', 'truespring'],
    ['ＬＯ－ＦＩ', 'lofi'],
    ['Shimmér\u200b', 'shimmer'],
    ['A/B Crossfade', 'abcrossfade'],
    ['dial１', 'dial1'],
    ['エコー', 'エコー'],
    ['🎷!?', ''],
  ])('%j is compared as %j', (typed, compared) => {
    expect(normalise(typed)).toBe(compared)
  })

  test("another script's digit is not ours", () => {
    expect(normalise('dial١')).not.toBe(normalise('dial1'))
  })

  test('what is normalised stays as it is, and typing it in capitals changes nothing', () => {
    fc.assert(fc.property(anything, (text) => void expect(normalise(normalise(text))).toBe(normalise(text))))
    fc.assert(fc.property(words, (word) => void expect(normalise(word.toUpperCase())).toBe(word)))
  })
})

describe('slips', () => {
  test.each([
    ['hall', 'hall', 0],
    ['hlal', 'hall', 1],
    ['hal', 'hall', 1],
    ['halll', 'hall', 1],
    ['hill', 'hall', 1],
    ['', 'hall', 4],
    ['room', 'hall', 4],
  ])('%j and %j are %d apart', (a, b, apart) => {
    expect(slips(a, b)).toBe(apart)
  })

  test('it is the same both ways, nothing only for the same word, and at most the longer word', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(slips(a, b)).toBe(slips(b, a))
        expect(slips(a, b) === 0).toBe(a === b)
        expect(slips(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
        expect(slips(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
      }),
    )
  })
})

describe('nearest', () => {
  const engines = ['Room', 'Hall', 'E-Dome', 'True Spring', 'Shimmer', 'Lo-Fi', 'Modverb']

  test.each([
    ['shimer', 'Shimmer'],
    ['shim', 'Shimmer'],
    ['ture spring', 'True Spring'],
    ['hlal', 'Hall'],
    ['lofy', 'Lo-Fi'],
    ['MODVREB', 'Modverb'],
  ])('%s was probably meant as %s', (said, meant) => {
    expect(nearest(said, engines)).toBe(meant)
  })

  test.each(['', 'x', 'ha', '!!', 'uptime', 'discord', 'banana', 'ハ', 'a'.repeat(500)])(
    '%s is nothing of ours',
    (said) => {
      expect(nearest(said, [...engines, 'time', 'mix'])).toBeUndefined()
    },
  )

  test('a short name is not guessed at: another bot has its own', () => {
    expect(nearest('mic', ['mix'])).toBeUndefined()
  })

  test('it suggests nothing that shares less than two letters in three, unless it was only begun', () => {
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 8 }), (said, candidates) => {
        const guess = nearest(said, candidates)

        if (guess === undefined || guess.startsWith(said)) return
        expect(slips(said, guess)).toBeLessThanOrEqual(Math.min(said.length, guess.length) / 3)
      }),
    )
  })

  test('nothing else that was offered is nearer', () => {
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 8 }), (said, candidates) => {
        const guess = nearest(said, candidates)

        if (guess === undefined) return
        const exact = candidates.includes(said) && said.length > 3
        expect(exact ? guess : said).toBe(said)
      }),
    )
  })
})

describe('tryFindByName', () => {
  const items = [
    { id: 'truespring', name: 'True Spring', aliases: ['spring'] },
    { id: 'lofi', name: 'Lo-Fi' },
  ]

  test.each(['truespring', 'TRUE spring', 'true-spring', 'Spring', ' spring\u{e0000}'])(
    '%j finds it',
    (said) => {
      expect(tryFindByName(items, said)).toBe(items[0])
    },
  )

  test.each(['', '🎷', 'tru', 'springs', '__proto__', 'constructor'])('%j finds nothing', (said) => {
    expect(tryFindByName(items, said)).toBeUndefined()
  })
})
