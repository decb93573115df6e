/** Chat lines as people, jokers and bots write them: after the grammar, near it, and nowhere near it. */
import fc from 'fast-check'
import { ventris } from '../../workloads/lounge/devices/index.ts'
import type { Who } from '../../workloads/lounge/request.ts'

/** Every control by its name, and by what each engine calls it. */
const CONTROLS = [
  ...ventris.controls.map(({ label }) => label),
  ...ventris.engines.flatMap(({ meanings }) => Object.values(meanings).map(({ label }) => label)),
]
const KNOBS = [...new Set(['time', 'mix', 'delay', 'dial1', 'dial2', ...CONTROLS])]
const ENGINES = [...ventris.engines.map(({ name }) => name), 'nowhere', 'b', 'b on', 'b off']
const WORDS = [
  'warm',
  'cold',
  'warm hall',
  '🎷',
  'ana',
  '@ben',
  'ABC',
  'a'.repeat(70),
  '__proto__',
  'constructor',
]
const COMMANDS = [
  ...['engine', 'undo', 'reset', 'preset', 'preset save', 'preset delete', 'presets', 'status', 'help'],
  ...['lock', 'unlock', 'mute', 'unmute', 'player', 'resync', 'mode', 'cc', 'b', 'card', 'onair', 'evening'],
]

const number = fc.oneof(
  fc.integer({ min: -20, max: 200 }).map(String),
  fc.double({ noNaN: false }).map(String),
  fc.integer({ min: 0, max: 100 }).map((tenths) => (tenths / 10).toString().replace('.', ',')),
  fc.constantFrom(
    '+1',
    '-2',
    '+0',
    '-0',
    '1e3',
    '٣',
    '７',
    '½',
    '0x10',
    '9'.repeat(400),
    '7/10',
    '50%',
    'NaN',
    'max',
  ),
)

const argument = fc.oneof(
  number,
  fc.constantFrom(...ENGINES, ...WORDS, ...KNOBS),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)

const prefix = fc.constantFrom('!', '!', '!', '!!', ' !', '！', '! ', '\u200b!', '/!', '.!')
const space = fc.constantFrom(' ', ' ', ' ', '  ', '\t', '\u00a0', '\u2003', '\u200b', '')

const command = fc
  .tuple(
    prefix,
    fc.constantFrom(...KNOBS, ...COMMANDS),
    fc.array(fc.tuple(space, argument), { maxLength: 3 }),
  )
  .map(([mark, name, rest]) => `${mark}${name}${rest.flat().join('')}`)

/** A command with something behind it. */
const plain = fc
  .tuple(fc.constantFrom(...KNOBS, 'engine', 'preset', 'undo', 'player'), argument)
  .map(([name, rest]) => `!${name} ${rest}`)

/** A knob of either engine to a level or a position, and the engines and modes that give knobs their meaning. */
const turning = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...KNOBS) },
      fc.constantFrom('engine', 'mode parallel', 'mode series'),
    ),
    fc.constantFrom('', ' b'),
    fc.oneof(
      fc.integer({ min: 0, max: 100 }).map((tenths) => `${tenths / 10}`),
      fc.constantFrom(...ventris.engines.map(({ name }) => name), 'max', 'on'),
    ),
  )
  .map(([name, unit, to]) => `!${name}${unit} ${to}`)

const ODD = ['\r\n/ban mo', '\u0000', '\u202e', '\ufeff', '\ud800', '\u2028', '\u0301', '\u0007', '🏳️‍🌈']

/** A command with one character more, less or other. */
const nearly = fc
  .tuple(
    command,
    fc.nat(),
    fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), fc.constantFrom(...ODD)),
    fc.boolean(),
  )
  .map(([text, at, odd, isKept]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + odd + text.slice(place + (isKept ? 0 : 1))
  })

const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `!${text}`),
)

const chatLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: turning },
  { weight: 2, arbitrary: plain },
  { weight: 4, arbitrary: command },
  { weight: 3, arbitrary: nearly },
  { weight: 1, arbitrary: noise },
)

const PEOPLE: readonly Who[] = (
  [
    ['ana', 'Ana', 'viewer'],
    ['ben', 'Ben', 'viewer'],
    ['eve', '/me ‮evil', 'viewer'],
    ['mo', 'Mo', 'moderator'],
    ['sax', 'Sax', 'broadcaster'],
    ['x'.repeat(25), '\u202eüber\u200bname 🎷', 'viewer'],
    ['nightbot', 'Nightbot', 'moderator'],
  ] as const
).map(([login, name, role]) => ({ platform: 'twitch', id: `id-${login}`, login, name, role }))

/**
 * Somebody says something, so many milliseconds after the line before. Meanwhile the platform may deliver the line
 * before once more, or a moderator clear what that person said.
 */
export type Saying = { text: string; who: Who; afterMs: number; meanwhile: 'nothing' | 'again' | 'clear' }

export const saying: fc.Arbitrary<Saying> = fc.record({
  text: chatLine,
  who: fc.constantFrom(...PEOPLE),
  afterMs: fc.constantFrom(0, 10, 1_000, 4_000, 11_000, 700_000),
  meanwhile: fc.constantFrom('nothing', 'nothing', 'nothing', 'nothing', 'again', 'clear'),
})
