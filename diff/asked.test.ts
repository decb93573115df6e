import { expect, test } from 'vitest'
import { askedOf } from './asked.ts'

test('plain YAML is looked for where the command was typed', () => {
  expect(askedOf(['--from-yaml', 'a', '/b'], '/here').yaml).toEqual({ base: '/here/a', head: '/b' })
})

test.each([
  [['--bogus'], "Unknown option '--bogus'. npm run diff -- --help says what there is."],
  [
    ['a', 'b', 'c'],
    '"c" is one too many: a base and a head are compared. npm run diff -- --help says what there is.',
  ],
  [
    ['--from-yaml', 'a'],
    '--from-yaml takes two folders (or files): npm run diff -- --from-yaml before/ after/',
  ],
  [
    ['--from-yaml', 'a', 'b', '--environment', 'prod'],
    '--environment is of this repository; of plain YAML name the folder of the one you mean.',
  ],
  [
    ['--environment'],
    "Option '--environment <value>' argument missing. npm run diff -- --help says what there is.",
  ],
])('%j is refused in a sentence', (args, sentence) => {
  expect(() => askedOf(args, '/here')).toThrow(sentence)
})
