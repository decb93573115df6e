import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../answer.ts'
import { devices } from '../devices/index.ts'
import type { Change } from '../log.ts'
import type { Intent, Who } from '../request.ts'
import { flaws, scrambled, texts } from '../testing/reply.ts'
import { ana, ben, level, loungeRig, mo, named, sax } from '../testing/rig.ts'
import { answerWords } from './answer-words.ts'

type Rig = ReturnType<typeof loungeRig>
type Case = { who: Who; intent: Intent; said: string; before?: (rig: Rig) => void; outcome?: string }

const hall = (rig: Rig) => {
  rig.accepted(mo, named('engine', 'Hall'))
  rig.wait(20_000)
}

const warm = (rig: Rig) => {
  hall(rig)
  rig.accepted(mo, { kind: 'preset-save', name: 'Warm Hall' })
}

const step = (control: string, by: number): Intent => ({ kind: 'set', control, to: { as: 'step', by } })

/** Every kind of request, done by the real reducer, and what is said: a new kind without a line does not compile. */
const table: { [K in Intent['kind']]: Case[] } = {
  set: [
    { who: ana, intent: level('time', 7), said: 'Time set to 7' },
    { who: ana, intent: level('time', 2.5), said: 'Time set to 2.5' },
    { who: ana, intent: level('time', 10), said: 'Time set to 9 — the most viewers may set' },
    { who: mo, intent: level('time', 10), said: 'Time set to 10' },
    { who: ana, intent: level('time', 4, 'b'), said: 'Time B set to 4' },
    { who: ana, intent: named('dial2', 'large'), said: 'Hall Size set to Large', before: hall },
    { who: ana, intent: level('dial2', 5), said: 'Hall Size set to Large', before: hall },
    { who: ana, intent: level('dial1', 5), said: 'Bass set to 5', before: hall },
    {
      who: ana,
      intent: named('engine', 'Shimmer'),
      said: 'Engine set to Shimmer 🎶; time, pre-delay and the dials are back to their defaults',
    },
    {
      who: ana,
      intent: named('engine', 'Plate', 'b'),
      said: 'Engine B set to Plate 🎶; time, pre-delay and the dials are back to their defaults',
    },
    { who: mo, intent: named('engine', 'Hall'), said: 'Engine is at Hall already', before: hall },
    {
      who: ana,
      intent: step('time', 3),
      said: 'Time is at 9 already — the most viewers may set',
      before: (rig) => rig.accepted(ben, level('time', 9)),
    },
    { who: mo, intent: named('mode', 'parallel'), said: 'Mode set to A and B in parallel' },
    { who: ana, intent: named('pan', 'Left'), said: 'Pan set to Left' },
  ],
  activate: [
    {
      who: mo,
      intent: { kind: 'activate', unit: 'b', on: true },
      said: 'Reverb B is on: A and B in parallel',
    },
  ],
  undo: [
    {
      who: ana,
      intent: { kind: 'undo' },
      said: 'Undone: Hall Size back to Large',
      before: (rig) => {
        hall(rig)
        rig.accepted(ben, named('dial2', 'Large'))
        rig.accepted(ana, named('dial2', 'Medium'))
      },
    },
    {
      who: ana,
      intent: { kind: 'undo' },
      said: 'Undone: Engine back to Hall, Hall Size back to Large',
      before: (rig) => {
        hall(rig)
        rig.accepted(ben, named('dial2', 'Large'))
        rig.accepted(ana, named('engine', 'Shimmer'))
      },
    },
    {
      who: ana,
      intent: { kind: 'undo' },
      said: 'Undone; Time had not been set before, so the pedal stays where it is',
      before: (rig) => rig.accepted(ana, level('time', 3)),
    },
    {
      who: mo,
      intent: { kind: 'undo' },
      said: 'Undone: Engine back to Shimmer, Normal/Shimmer Crossfade back to 0.8, Shimmer Regeneration back to 0.8',
      before: (rig) => {
        warm(rig)
        rig.accepted(mo, named('engine', 'Shimmer'))
        rig.accepted(mo, { kind: 'preset-recall', name: 'warm hall' })
      },
    },
  ],
  reset: [{ who: mo, intent: { kind: 'reset' }, said: 'Ventris Dual Reverb is back to its defaults 🎶' }],
  'preset-recall': [
    {
      who: ana,
      intent: { kind: 'preset-recall', name: 'warm hall' },
      said: 'Preset Warm Hall is on 🎶 (Hall)',
      before: warm,
    },
    {
      who: ana,
      intent: { kind: 'preset-recall', name: 'both' },
      said: 'Preset both is on 🎶 (Hall)',
      before: (rig) => {
        rig.accepted(mo, named('engine', 'Plate', 'b'))
        hall(rig)
        rig.accepted(mo, { kind: 'preset-save', name: 'both' })
      },
    },
  ],
  'preset-save': [
    {
      who: mo,
      intent: { kind: 'preset-save', name: 'Warm Hall' },
      said: 'Preset Warm Hall saved; !preset Warm Hall brings it back',
      before: hall,
    },
  ],
  'preset-delete': [
    {
      who: mo,
      intent: { kind: 'preset-delete', name: 'warmhall' },
      said: 'Preset Warm Hall deleted',
      before: warm,
    },
  ],
  lock: [
    {
      who: mo,
      intent: { kind: 'lock', minutes: null },
      said: 'Locked until !unlock: only moderators turn the knobs',
    },
    {
      who: mo,
      intent: { kind: 'lock', minutes: 5 },
      said: 'Locked for 5 minutes: only moderators turn the knobs',
    },
  ],
  unlock: [{ who: mo, intent: { kind: 'unlock' }, said: 'Unlocked: everyone may turn the knobs again 🎶' }],
  mute: [
    {
      who: mo,
      intent: { kind: 'mute', login: 'ana', userId: null, minutes: 1 },
      said: 'ana may not turn knobs for 1 minute (moderators always may)',
    },
    {
      who: mo,
      intent: { kind: 'mute', login: 'ana', userId: null, role: 'viewer', minutes: null },
      said: 'ana may not turn knobs until a moderator says !unmute',
    },
  ],
  unmute: [
    {
      who: mo,
      intent: { kind: 'unmute', login: 'ana' },
      said: 'ana may turn knobs again',
      before: (rig) => rig.accepted(mo, { kind: 'mute', login: 'ana', userId: null, minutes: null }),
    },
  ],
  player: [{ who: ana, intent: { kind: 'player', tag: 'ABC' }, said: 'The player is ABC now 🎶' }],
  card: [
    { who: ana, intent: { kind: 'card', topic: 'hall' }, said: 'Help for hall is on the overlay' },
    { who: ana, intent: { kind: 'card', topic: '' }, said: 'Help for the lounge is on the overlay' },
  ],
  resync: [{ who: mo, intent: { kind: 'resync' }, said: 'Every setting goes out to the pedal again' }],
  'on-air': [
    { who: sax, intent: { kind: 'on-air', onAir: true }, said: 'On air 🎶' },
    { who: sax, intent: { kind: 'on-air', onAir: false }, said: 'Off air' },
  ],
  evening: [
    {
      who: sax,
      intent: { kind: 'evening', cooldowns: { user: 5000, control: 500, engine: 20_000 }, onlyOnAir: true },
      said: 'For this evening: the same viewer waits 5 s, the same knob 0.5 s, an engine 20 s, knobs open only on air',
    },
    { who: sax, intent: { kind: 'evening' }, said: 'The evening stays as it is' },
  ],
  raw: [
    { who: sax, intent: { kind: 'raw', cc: 2, value: 64 }, said: 'Time set to 5' },
    { who: sax, intent: { kind: 'raw', cc: 21, value: 64 }, said: 'CC 21 goes out once with value 64' },
  ],
}

/** The change that the case ends in, made by the reducer. */
const changeOf = ({ who, intent, before }: Case): Change => {
  const rig = loungeRig()
  before?.(rig)
  return rig.accepted(who, intent)
}

const cases = Object.values(table).flat()

test.each(cases.map((one) => [one.said, one] as const))('applied: %s', (said, one) => {
  expect(answerWords({ outcome: 'applied', change: changeOf(one) }, devices)).toBe(said)
})

describe.each(cases.map((one) => [one.said, one] as const))('%s', (said, one) => {
  test('pending says that it is kept and when it will be heard', () => {
    const words = answerWords({ outcome: 'pending', change: changeOf(one) }, devices)

    const later = said.startsWith('CC 21') ? 'it goes out only within 5 seconds' : 'it will follow'
    expect(words).toContain(`${said} · accepted — the pedal has not taken it yet; it `)
    expect(words).toContain(later)
    expect(flaws(words)).toEqual([])
  })

  test('replaced says by whom and by what', () => {
    const answer: Answer = { outcome: 'replaced', change: changeOf(one), replacedBy: { by: 'Ben', value: 1 } }

    const words = answerWords(answer, devices)

    expect(words).toMatch(/ · applied, replaced by Ben's \S+/)
    expect(flaws(words)).toEqual([])
  })
})

test('what replaced a change is told as its control reads it', () => {
  const replaced = (one: Case, value: number) =>
    answerWords({ outcome: 'replaced', change: changeOf(one), replacedBy: { by: 'Ben', value } }, devices)

  const [, , , , , large] = table.set
  expect(replaced({ who: ana, intent: level('time', 7), said: '' }, 114)).toMatch(/by Ben's 9$/)
  expect(large && replaced(large, 4)).toMatch(/by Ben's Enormo-Hall$/)
  expect(replaced({ who: ana, intent: named('engine', 'Hall'), said: '' }, 7)).toMatch(/by Ben's Shimmer$/)
})

test('every answer is one clean line, whatever its strings hold', () => {
  const outcome = fc.constantFrom<Answer['outcome']>('applied', 'pending', 'replaced')
  const change = fc.constantFrom(...cases.map(changeOf))
  const value = fc.integer({ min: 0, max: 127 })

  fc.assert(
    fc.property(fc.record({ outcome, change, value, strings: texts }), ({ strings, ...drawn }) => {
      const replacedBy = { by: 'Ben', value: drawn.value }
      const answer = scrambled({ outcome: drawn.outcome, change: drawn.change, replacedBy }, strings)
      // With its own turns again, so that the profile's words are spoken too.
      const known = { ...answer, change: { ...answer.change, turns: drawn.change.turns } }

      expect(flaws(answerWords(answer, devices))).toEqual([])
      expect(flaws(answerWords(known, devices))).toEqual([])
    }),
    { numRuns: 200 },
  )
})
