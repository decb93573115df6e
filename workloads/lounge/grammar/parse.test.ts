import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gm2 } from '../devices/gm2.ts'
import { devices } from '../devices/index.ts'
import { sayable } from '../knob.ts'
import { Intent } from '../request.ts'
import { commandTable } from '../words/command-table.ts'
import type { Command } from './command.ts'
import { parse } from './parse.ts'

const said = (line: string) => parse(line, devices)

/** The intent of a line, or what it is instead. */
const intent = (line: string) => {
  const command = said(line)
  return command?.do === 'ask' ? command.intent : command
}

const fault = (line: string) => {
  const command = said(line)
  return command?.do === 'fault' ? command.fault.fault : command
}

const level = (control: string, to: number, unit?: string) => ({
  kind: 'set',
  control,
  to: { as: 'level', level: to },
  ...(unit ? { unit } : {}),
})

const named = (control: string, name: string, unit?: string) => ({
  kind: 'set',
  control,
  to: { as: 'name', name },
  ...(unit ? { unit } : {}),
})

const step = (control: string, by: number, unit?: string) => ({
  kind: 'set',
  control,
  to: { as: 'step', by },
  ...(unit ? { unit } : {}),
})

test.each([
  ['!time 7', level('time', 7)],
  ['!TIME 7', level('time', 7)],
  ['!time 7,5', level('time', 7.5)],
  ['!time 7.125', level('time', 7.125)],
  ['!time 0', level('time', 0)],
  ['!time 7 please', level('time', 7)],
  ['!time=7', level('time', 7)],
  ['!time: 7', level('time', 7)],
  ['!time +1', step('time', 1)],
  ['!time -2', step('time', -2)],
  ['!time −2', step('time', -2)],
  ['!time + 1', step('time', 1)],
  ['!time -0', step('time', 0)],
  ['!timeb 7', level('time', 7, 'b')],
  ['!time b 7', level('time', 7, 'b')],
  ['!b.time 7', level('time', 7, 'b')],
  ['!time a 7', level('time', 7, 'a')],
  ['!time b +1', step('time', 1, 'b')],
  ['!time 7 b', level('time', 7, 'b')],
  ['!time -2 B please', step('time', -2, 'b')],
  ['!time 7 for B, please', level('time', 7, 'b')],
  ['!hall size 5 b', level('hall size', 5, 'b')],
  ['!dial2 large b', named('dial2', 'Large', 'b')],
  ['!time 7 a bit', level('time', 7)],
  ['!time 7 !lol ! !!', level('time', 7)],
  ['!time a 7 b', level('time', 7, 'a')],
  ['!mode parallel b', named('mode', 'A and B in parallel')],
  ['!predelay 3', level('predelay', 3)],
  ['!pre-delay 3', level('predelay', 3)],
  ['!pre delay 3', level('predelay', 3)],
  ['!delay 3', level('delay', 3)],
  ['!dial1 5', level('dial1', 5)],
  ['!dial 1 5', level('dial1', 5)],
  ['!dial2 large', named('dial2', 'Large')],
  ['!dial2 XL', named('dial2', 'Extra Large')],
  ['!dial2 huge', named('dial2', 'huge')],
  ['!bass 6', level('bass', 6)],
  ['!spring length 5', level('spring length', 5)],
  ['!springlength 5', level('spring length', 5)],
  ['!spring length b 5', level('spring length', 5, 'b')],
  ['!mod depth 3', level('moddepth', 3)],
  ['!input low cut 100hz', named('input low cut', '100Hz')],
  ['!mode parallel', named('mode', 'A and B in parallel')],
  ['!mode b', named('mode', 'Reverb B')],
  ['@EightBitBot !time 7', level('time', 7)],
  ['！ｔｉｍｅ　７', level('time', 7)],
])('"%s" turns a knob', (line, expected) => {
  expect(intent(line)).toEqual(expected)
})

test.each([
  ['!engine shimmer', named('engine', 'Shimmer')],
  ['!engine true spring', named('engine', 'True Spring')],
  ['!engine TrueSpring', named('engine', 'True Spring')],
  ['!engine e-dome', named('engine', 'E-Dome')],
  ['!engine echo verb', named('engine', 'Echoverb')],
  ['!engine room please', named('engine', 'Room')],
  ['!engine shimer', named('engine', 'shimer')],
  ['!engine 7', named('engine', '7')],
  ['!engine b plate', named('engine', 'Plate', 'b')],
  ['!engineb plate', named('engine', 'Plate', 'b')],
  ['!fx hall', named('engine', 'Hall')],
  ['!fx b hall', named('engine', 'Hall', 'b')],
  ['!engine b on', { kind: 'activate', unit: 'b', on: true }],
  ['!engineb OFF', { kind: 'activate', unit: 'b', on: false }],
  ['!engine a off', { kind: 'activate', unit: 'a', on: false }],
  ['!engine plate b', named('engine', 'Plate', 'b')],
  ['!engine on b', { kind: 'activate', unit: 'b', on: true }],
])('"%s" chooses or switches an engine', (line, expected) => {
  expect(intent(line)).toEqual(expected)
})

test.each([
  ['!undo', { kind: 'undo' }],
  ['!undo 1', { kind: 'undo' }],
  ['!undo that please', { kind: 'undo' }],
  ['!preset Warm Hall', { kind: 'preset-recall', name: 'Warm Hall' }],
  ['!preset savega', { kind: 'preset-recall', name: 'savega' }],
  ['!preset save Warm/Hall!', { kind: 'preset-save', name: 'WarmHall' }],
  ['!preset SAVE 1_2-3', { kind: 'preset-save', name: '1_2-3' }],
  ['!preset delete Warm Hall', { kind: 'preset-delete', name: 'Warm Hall' }],
  ['!presets', { do: 'presets' }],
  ['!status', { do: 'status' }],
  ['!status?', { do: 'status' }],
  ['!help', { do: 'help', topic: undefined }],
  ['!help !dial1', { do: 'help', topic: 'dial1' }],
  ['!player abc', { kind: 'player', tag: 'ABC' }],
  ['!player 7', { kind: 'player', tag: '7' }],
  ['!lock', { kind: 'lock', minutes: null }],
  ['!lock now', { kind: 'lock', minutes: null }],
  ['!lock 10', { kind: 'lock', minutes: 10 }],
  ['!lock for 5 minutes', { kind: 'lock', minutes: 5 }],
  ['!lock 5m', { kind: 'lock', minutes: 5 }],
  ['!lock 2.5 minutes', { kind: 'lock', minutes: 2.5 }],
  ['!lock off', { kind: 'unlock' }],
  ['!unlock', { kind: 'unlock' }],
  ['!unlock everything please', { kind: 'unlock' }],
  ['!mute @Ana_1', { kind: 'mute', login: 'ana_1', userId: null, minutes: null }],
  ['!mute ana 10', { kind: 'mute', login: 'ana', userId: null, minutes: 10 }],
  ['!unmute ANA', { kind: 'unmute', login: 'ana' }],
  ['!reset', { kind: 'reset' }],
  ['!reset all', { kind: 'reset' }],
  ['!resync', { kind: 'resync' }],
])('"%s" is for the desk', (line, expected) => {
  expect(intent(line)).toEqual(expected)
})

test.each([
  ['!time', 'needs-level'],
  ['!time b', 'needs-level'],
  ['!hall size', 'needs-level'],
  ['!time seven', 'bad-level'],
  ['!time 7%', 'bad-level'],
  ['!time 7/10', 'bad-level'],
  ['!time 1e1', 'bad-level'],
  ['!time 1_0', 'bad-level'],
  ['!time NaN', 'bad-level'],
  ['!time ٧', 'bad-level'],
  ['!time 🎷', 'bad-level'],
  ['!time 7.1234', 'bad-level'],
  ['!dial2 7%', 'bad-level'],
  ['!time 70', 'level-out-of-range'],
  ['!time 10,001', 'level-out-of-range'],
  ['!time +11', 'step-out-of-range'],
  ['!time -10.5', 'step-out-of-range'],
  ['!engine', 'needs-engine'],
  ['!engine b', 'needs-engine'],
  ['!engine 🎷', 'needs-engine'],
  ['!reset time', 'resets-everything'],
  ['!time 7 !mix 3', 'two-commands'],
  ['!undo !undo', 'two-commands'],
  ['!engine hall and then !time b 4', 'two-commands'],
  ['!unlock 10', 'unlocks-all'],
  ['!unlock in 10', 'unlocks-all'],
  ['!unlock @ana', 'unlocks-all'],
  ['!undo 5', 'undoes-one'],
  ['!undo last 3', 'undoes-one'],
  ['!undo all', 'undoes-one'],
  ['!undo @ana', 'undoes-one'],
  ['!preset', 'needs-preset'],
  ['!preset save', 'needs-preset'],
  ['!preset save ---', 'needs-preset'],
  ['!preset delete 🎷', 'needs-preset'],
  ['!preset save save', 'bad-preset'],
  ['!preset save D-elete', 'bad-preset'],
  ['!preset save abcdefghijklmnopqrstuvwxyz', 'bad-preset'],
  ['!player', 'needs-tag'],
  ['!player abcd', 'bad-tag'],
  ['!player a.b', 'bad-tag'],
  ['!player äöü', 'bad-tag'],
  ['!mute', 'needs-login'],
  ['!unmute', 'needs-login'],
  ['!mute @', 'bad-login'],
  ['!mute anä', 'bad-login'],
  ['!mute abcdefghijklmnopqrstuvwxyz', 'bad-login'],
  ['!lock 1 hour', 'bad-minutes'],
  ['!mute ana 30 seconds', 'bad-minutes'],
  ['!mute ana 1h', 'bad-minutes'],
  ['!lock 0', 'bad-minutes'],
  ['!lock -5', 'bad-minutes'],
  ['!lock 99999', 'bad-minutes'],
  ['!tiem 7', 'unknown-command'],
  ['!stauts', 'unknown-command'],
  ['!sprng length 5', 'unknown-command'],
  ['!shimmer', 'unknown-command'],
])('"%s" is answered with %s', (line, expected) => {
  expect(fault(line)).toBe(expected)
})

test.each([
  ['!tiem 7', 'time'],
  ['!helpp', 'help'],
  ['!sprng length 5', 'spring length'],
  ['!true spring', 'engine true spring'],
])('"%s" was probably meant as !%s', (line, guess) => {
  expect(said(line)).toMatchObject({ fault: { guess } })
})

test.each(
  (
    'hello|! time 7|time 7|!|!!|!?|??|!🎷|@bot hello|/time 7|!uptime|!title|!discord|!timer|!song|!commands|!followage|' +
    '!so ana|!stats|!play|!lurk|!unlurk|!clip|!socials|!game|!quote|!hug|!points|!sr a song|!rules|!raid|!ban ana|' +
    '!timeout ana|!gamble 100|!watchtime|!join|!8ball|!shoutout ana|!setup|!queue|!next|!slots|!dice|!vanish'
  ).split('|'),
)('"%s" is none of our business', (line) => {
  expect(said(line)).toBeUndefined()
})

test('a usage names the positions that a control has in every engine, and none where engines differ', () => {
  expect(said('!hall size')).toMatchObject({ fault: { choices: expect.arrayContaining(['Enormo-Hall']) } })
  expect(said('!dial2')).toMatchObject({ fault: { choices: [] } })
})

test('a device without engines has no engine to choose and no B', () => {
  expect(parse('!fx hall', [gm2])).toBeUndefined()
  expect(parse('!pan left', [gm2])).toEqual({ do: 'ask', intent: named('pan', 'Left') })
})

test('every control that can be said takes a level under its own name', () => {
  for (const name of sayable(devices[0] ?? gm2)) {
    const command = said(`!${name} 5`)

    expect(command?.do, name).toBe('ask')
  }
})

test('every example that we give is a command', () => {
  for (const { example } of commandTable)
    expect(['ask', 'help', 'status', 'presets'], example).toContain(said(example)?.do)
})

const anything = fc.string({ unit: 'binary', maxLength: 600 })

/** Beginnings that reach the deeper parts of the grammar. */
const begun = fc
  .tuple(
    fc.constantFrom(
      '!',
      '！',
      '!time ',
      '!engine ',
      '!engine b ',
      '!preset save ',
      '!mute ',
      '!lock ',
      '!player ',
      '!dial2 ',
    ),
    anything,
  )
  .map((parts) => parts.join(''))

/** What an accepted line asks for passes the schema that the API parses it with. */
const isSound = (command: Command | undefined) =>
  command?.do !== 'ask' || Intent.safeParse(command.intent).success

test('any line whatever is understood, the same way each time, as something the API takes', () => {
  fc.assert(
    fc.property(fc.oneof(anything, begun), (line) => {
      const command = said(line)

      expect(isSound(command)).toBe(true)
      expect(said(line)).toEqual(command)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['five hundred letters', `!${'time'.repeat(125)}`],
  ['five hundred digits', `!time ${'7'.repeat(494)}`],
  ['half an emoji at the cut', `!preset ${'🎷'.repeat(300)}`],
  ['a second line', '!time 7\r\nPRIVMSG #other :pwned'],
  ['zalgo', '!t̷̢̛i̴͉͝m̸̼̈e̵̱͐ 7'],
])('%s does no harm', (_, line) => {
  expect(isSound(said(line))).toBe(true)
})

const invisible = fc.constantFrom(
  '\u034f',
  '\u200b',
  '\u200e',
  '\u200f',
  '\u202e',
  '\u2060',
  '\ufe0f',
  '\ufeff',
  '\u{e0000}',
  '',
)
const space = fc.constantFrom(' ', '  ', '\t', '\u00a0', '\u3000', ' \u200b ')
const wide = (letter: string) =>
  /[!-~]/.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter

const lines = fc.constantFrom(
  ...['!time 7', '!time -2', '!engine true spring', '!engine b plate', '!dial2 large', '!spring length 5'],
  ...['!preset save warm hall', '!mute @ana 10', '!help shimmer', '!player abc', '!time 70', '!tiem 7'],
)

const decorated = fc
  .tuple(
    lines,
    fc.array(fc.tuple(invisible, fc.boolean(), fc.boolean()), { minLength: 30, maxLength: 30 }),
    space,
  )
  .map(([line, marks, gap]) => {
    const letters = [...line].map((letter, index) => {
      const [mark = '', isUpper, isWide] = marks[index] ?? []
      const cased = isUpper ? letter.toUpperCase() : letter
      return mark + (letter === ' ' ? gap : isWide ? wide(cased) : cased)
    })
    return { line, dressed: `${gap}${letters.join('')}${gap}\u034f` }
  })

test('capitals, full-width letters, invisible marks and odd spaces change nothing but the case of names', () => {
  fc.assert(
    fc.property(decorated, ({ line, dressed }) => {
      expect(JSON.stringify(said(dressed)).toLowerCase()).toBe(JSON.stringify(said(line)).toLowerCase())
    }),
    { numRuns: 300 },
  )
})
