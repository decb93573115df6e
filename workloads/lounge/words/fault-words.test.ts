import fc from 'fast-check'
import { expect, test } from 'vitest'
import { devices } from '../devices/index.ts'
import type { Fault } from '../grammar/fault.ts'
import { parse } from '../grammar/parse.ts'
import { flaws, scrambled, texts } from '../testing/reply.ts'
import { faultWords } from './fault-words.ts'

/** Every fault, and what is said: a new one without words or without a line here does not compile. */
const table: { [K in Fault['fault']]: [Omit<Extract<Fault, { fault: K }>, 'fault'>, string][] } = {
  'unknown-command': [[{ said: 'tiem', guess: 'time' }, 'There is no !tiem — did you mean !time?']],
  'needs-engine': [
    [
      { unit: undefined, known: ['Room', 'Hall'] },
      'Say which engine, e.g. !engine room. There are: Room, Hall',
    ],
    [{ unit: 'b', known: ['Room'] }, 'Say which engine, e.g. !engine b room. There are: Room'],
  ],
  'needs-level': [
    [{ control: 'time', choices: [] }, 'Say a level from 0 to 10, decimals too: !time 7'],
    [
      { control: 'mode', choices: ['Reverb A', 'Reverb B'] },
      'Say !mode and one of: Reverb A, Reverb B; a level from 0 to 10 works too',
    ],
  ],
  'bad-level': [
    [
      { control: 'time', said: 'seven' },
      'seven is no level: say !time and a number from 0 to 10, decimals too (7 or 7.5), or a step such as +1',
    ],
    [
      { control: 'time b', said: '' },
      'That is no level: say !time b and a number from 0 to 10, decimals too (7 or 7.5), or a step such as +1',
    ],
  ],
  'level-out-of-range': [[{ control: 'time' }, 'Levels go from 0 to 10, decimals too, e.g. !time 10']],
  'step-out-of-range': [[{ control: 'time' }, 'A step is at most 10 either way, e.g. !time +1']],
  'needs-preset': [
    [{ doing: 'recall' }, 'Say which one, e.g. !preset warm hall; !presets lists them'],
    [{ doing: 'save' }, 'Say what to call it, e.g. !preset save warm hall'],
    [{ doing: 'delete' }, 'Say which one, e.g. !preset delete warm hall'],
  ],
  'bad-preset': [
    [{ why: 'long' }, 'The name of a preset has at most 24 letters, digits, spaces, - or _'],
    [{ why: 'reserved' }, 'A preset cannot be called save or delete; any other name is fine'],
  ],
  'needs-login': [
    [{ doing: 'mute' }, 'Say whom, e.g. !mute ana 10 for ten minutes'],
    [{ doing: 'unmute' }, 'Say whom, e.g. !unmute ana'],
  ],
  'bad-login': [[{ doing: 'mute' }, 'That is no Twitch login; say it as in the chat, e.g. !mute ana_plays']],
  'bad-minutes': [
    [
      { doing: 'lock' },
      'Minutes are more than 0 and at most 10080 (a week), e.g. !lock 10; leave them out to end it yourself',
    ],
    [
      { doing: 'mute' },
      'Minutes are more than 0 and at most 10080 (a week), e.g. !mute ana 10; leave them out to end it yourself',
    ],
  ],
  'needs-tag': [[{}, 'Say the player with one to three letters or digits, e.g. !player ABC']],
  'bad-tag': [[{}, 'A player has one to three letters or digits, e.g. !player ABC']],
  'undoes-one': [
    [{}, '!undo takes back one change, the last one: say just !undo, and again for the one before'],
  ],
  'two-commands': [[{}, 'One command a line, please, e.g. just !time 7: nothing was done']],
  'unlocks-all': [
    [
      {},
      '!unlock opens the knobs to everyone at once, so say just that; !lock 10 ends by itself, !unmute ana is for one person',
    ],
  ],
  'resets-everything': [[{}, '!reset takes every control back at once; if that is meant, say just !reset']],
}

const all = Object.entries(table).flatMap(([fault, rows]) =>
  rows.map(([rest, said]) => [{ fault, ...rest } as Fault, said] as const),
)

test.each(all.map(([fault, said]) => [fault.fault, said, fault] as const))('%s: %s', (_, said, fault) => {
  expect(faultWords(fault)).toBe(said)
})

test('every fault is one clean line, whatever its strings hold', () => {
  fc.assert(
    fc.property(fc.constantFrom(...all.map(([fault]) => fault)), texts, (fault, strings) => {
      expect(flaws(faultWords(scrambled(fault, strings)))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('what a viewer is told to say instead works', () => {
  const lines = [
    '!time',
    '!time seven',
    '!time 70',
    '!time +11',
    '!engine',
    '!engine b',
    '!mute',
    '!player',
    '!preset',
  ]

  for (const line of lines) {
    const command = parse(line, devices)
    const words = command?.do === 'fault' ? faultWords(command.fault) : ''
    const example = /e\.g\. (![a-z0-9 +]+)|: (![a-z0-9 ]+)$|say (!time) and/i
      .exec(words)
      ?.slice(1)
      .find(Boolean)

    expect(example, words).toBeDefined()
    expect(parse(example === '!time' ? '!time 7' : (example ?? ''), devices)?.do, words).toBe('ask')
  }
})
