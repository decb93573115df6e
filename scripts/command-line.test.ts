/** Command lines: what is taken, and the one sentence for what is not. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Misuse, oneOf, parseCommandLine, whole } from './command-line.ts'

const USE = 'npm run play -- [piano|organ]… [--rounds 3] [--store sqlite] [--hour]'
const shape = {
  words: z.array(oneOf(['piano', 'organ'])),
  rounds: whole(1).default(3),
  store: oneOf(['sqlite', 'couch']).optional(),
  hour: z.boolean().default(false),
}
const parse = (...args: string[]) => parseCommandLine(args, USE, shape)

test('nothing typed is what is usual', () => {
  expect(parse()).toEqual({ words: [], rounds: 3, hour: false })
})

test('options are what they say', () => {
  expect(parse('piano', '--rounds', '9', '--store', 'couch', '--hour')).toEqual({
    words: ['piano'],
    ...{ rounds: 9, store: 'couch', hour: true },
  })
})

test.each([
  [['--rounds', 'abc'], '--rounds must be a whole number, 1 or more'],
  [['--rounds', '0'], '--rounds must be a whole number, 1 or more'],
  [['--rounds', '1.5'], '--rounds must be a whole number, 1 or more'],
  [['--rounds=-3'], '--rounds must be a whole number, 1 or more'],
  [['--rounds', ''], '--rounds must be a whole number, 1 or more'],
  [['--store', 'oracle'], '--store must be one of sqlite, couch'],
  [['trumpet'], 'what is asked for must be one of piano, organ'],
  [['--loud'], "Unknown option '--loud'"],
  [['--rounds', '-3'], "Option '--rounds' argument is ambiguous"],
  [['--rounds'], "Option '--rounds <value>' argument missing"],
])('%j is refused in one sentence', (args, says) => {
  expect(() => parse(...args)).toThrow(new Misuse(`${says}; it is typed: ${USE}`))
})

test('a script that takes no words refuses them', () => {
  expect(() => parseCommandLine(['piano'], 'npm run play', {})).toThrow(
    new Misuse("Unexpected argument 'piano'; it is typed: npm run play"),
  )
})
