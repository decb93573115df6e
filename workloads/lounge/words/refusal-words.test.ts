import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Refusal } from '../refusal.ts'
import { flaws, scrambled, texts } from '../testing/reply.ts'
import { refusalWords } from './refusal-words.ts'

type Reason = Refusal['reason']

const now = 1_700_000_000_000 // 22:13:20 UTC
const until = now + 290_000

/** Every reason, and what is said: a new one without words or without a line here does not compile. */
const table: { [R in Reason]: [Omit<Extract<Refusal, { reason: R }>, 'reason'>, string][] } = {
  standby: [
    [{ live: null }, 'The lounge is not open yet; try again in a moment'],
    [{ live: 'replica' }, 'The pedal is played from replica right now; this lounge is on standby'],
  ],
  role: [
    [{ needs: 'moderator', what: 'lock' }, 'Only moderators may lock the knobs'],
    [{ needs: 'broadcaster', what: 'raw' }, 'Only the broadcaster may send raw control changes'],
    [{ needs: 'moderator', what: 'Output' }, 'Only moderators may turn Output'],
  ],
  muted: [
    [{ until: null }, 'You may not turn knobs for now; a moderator can change that'],
    [{ until }, 'You may not turn knobs for 5 more minutes'],
  ],
  locked: [
    [{ until: null, by: 'Mo' }, 'Mo has locked the knobs until !unlock; moderators may turn them'],
    [{ until: now + 1, by: 'Mo' }, 'Mo has locked the knobs for 1 more minute; moderators may turn them'],
  ],
  'off-air': [[{}, 'The knobs open when the stream is on air']],
  cooldown: [
    [{ seconds: 3, what: 'Time' }, 'Time can be turned again in 3 seconds'],
    [{ seconds: 1, what: 'Hall Size' }, 'Hall Size can be turned again in 1 second'],
  ],
  'unknown-device': [
    [{ name: 'x', known: ['ventris'] }, 'There is no device called x. There is: ventris'],
    [{ name: 'x', known: [] }, 'There is no device called x.'],
  ],
  'unknown-unit': [
    [{ name: 'z', known: ['a', 'b'] }, 'This device has no unit called z. Units: a, b'],
    [{ name: 'b', known: [] }, 'This device has no unit called b.'],
  ],
  'unknown-control': [
    [
      { name: 'tim', known: ['time', 'bass'], guess: 'time' },
      'No knob is called tim — did you mean time? You can turn: time, bass',
    ],
  ],
  'not-in-engine': [
    [
      { name: 'Spring Length', engine: 'Hall', known: ['Bass', 'Hall Size'] },
      'Spring Length does nothing in the engine in use (Hall). Try: Bass, Hall Size',
    ],
  ],
  'no-engine': [
    [
      {},
      'Nobody has chosen an engine yet, and it says what the dials do: choose one first, e.g. !engine hall',
    ],
  ],
  'unknown-choice': [
    [
      { control: 'Engine', name: 'shimer', known: ['Hall', 'Shimmer'], guess: 'Shimmer' },
      'No engine is called shimer — did you mean Shimmer? There are: Hall, Shimmer',
    ],
    [{ control: 'Bass', name: 'large', known: [] }, 'Bass takes a level from 0 to 10, e.g. 7'],
  ],
  'out-of-range': [[{ control: 'Hall Size', min: 0, max: 4 }, 'Hall Size takes MIDI values from 0 to 4']],
  'nothing-to-step-from': [
    [
      { control: 'Time' },
      'Nobody has set Time yet and the pedal cannot be asked: say a level from 0 to 10 first',
    ],
  ],
  'nothing-to-undo': [
    [{ why: 'none' }, 'There is nothing to undo within the last hour'],
    [{ why: 'touched', by: 'Ben' }, 'There is nothing left to undo: Ben has turned it since'],
    [{ why: 'touched' }, 'There is nothing left to undo: somebody has turned it since'],
  ],
  'unknown-preset': [
    [{ name: 'x', known: [] }, 'There are no presets yet; a moderator makes one with !preset save <name>'],
    [
      { name: 'warm', known: ['Warm Hall', 'Wide'], guess: 'Warm Hall' },
      'There is no preset called warm — did you mean Warm Hall? Presets: Warm Hall, Wide',
    ],
  ],
  'presets-full': [[{ max: 32 }, 'All 32 presets are taken; make room with !preset delete <name>']],
  'mutes-full': [[{ max: 200 }, 'All 200 mutes are taken; make room with !unmute <name>']],
  'cannot-mute': [
    [{ login: 'mo' }, 'mo cannot be muted: moderators and the broadcaster may always turn knobs'],
  ],
  'nothing-to-save': [[{ name: 'Warm' }, 'Nothing is set yet to save as Warm; turn a knob first']],
  'not-muted': [
    [{ login: 'ana', known: [] }, 'ana is not muted.'],
    [{ login: 'ana', known: ['ben'] }, 'ana is not muted. Muted: ben'],
  ],
  'forbidden-cc': [
    [
      { cc: 103, label: 'Recall preset', why: 'it would change everything' },
      'CC 103 (Recall preset) is never sent: it would change everything',
    ],
  ],
}

const all = Object.entries(table).flatMap(([reason, rows]) =>
  rows.map(([rest, said]) => [{ reason, ...rest } as Refusal, said] as const),
)

test.each(all.map(([refusal, said]) => [refusal.reason, said, refusal] as const))(
  '%s: %s',
  (_, said, refusal) => {
    expect(refusalWords(refusal, now)).toBe(said)
  },
)

test('without a clock an end is told by the clock', () => {
  expect(refusalWords({ reason: 'muted', until })).toBe('You may not turn knobs until 22:18 UTC')
})

test('a long list is cut where it still says how much is missing', () => {
  const known = Array.from({ length: 60 }, (_, index) => `Preset ${index}`)

  const said = refusalWords({ reason: 'unknown-preset', name: 'x', known })

  expect(said).toMatch(/Preset 0, Preset 1, .* and \d+ more$/)
  expect(said.length).toBeLessThanOrEqual(300)
})

test('every refusal is one clean line, whatever its strings hold', () => {
  fc.assert(
    fc.property(fc.constantFrom(...all.map(([refusal]) => refusal)), texts, (refusal, strings) => {
      expect(flaws(refusalWords(scrambled(refusal, strings), now))).toEqual([])
      expect(flaws(refusalWords(scrambled(refusal, strings)))).toEqual([])
    }),
    { numRuns: 300 },
  )
})
