import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { devices, ventris } from '../devices/index.ts'
import { defaultValues, knob } from '../knob.ts'
import type { Intent, Who } from '../request.ts'
import { MAX_MUTES } from '../state.ts'
import { ana, ben, level, loungeRig, mo, named, person, sax } from '../testing/rig.ts'
import { valuesOf } from './turns.ts'

describe('setting a control', () => {
  test('a viewer turns a knob', () => {
    const { accepted, state: before, ...rig } = loungeRig()

    const change = accepted(ana, level('time', 7))

    expect(change.turns).toEqual([{ device: 'ventris', control: 'a.time', from: null, to: 89 }])
    expect(change).toMatchObject({ generation: 1, label: 'Time', limited: false, who: ana })
    expect(before.devices).toEqual({})
    expect(rig.recent).toHaveLength(1)
  })

  test('the setting says who, and in which generation', () => {
    const rig = loungeRig()

    rig.accepted(ana, level('time', 7))

    expect(rig.state.devices.ventris?.['a.time']).toEqual({ value: 89, generation: 1, by: 'Ana' })
  })

  test('an engine change sends its resets and forgets what only the old engine understood', () => {
    const rig = loungeRig()
    rig.accepted(mo, named('engine', 'lofi'))
    rig.accepted(mo, { kind: 'set', control: 'a.ep3', to: { as: 'value', value: 99 } })

    const change = rig.accepted(mo, named('engine', 'hall'))

    expect(change.turns[0]).toMatchObject({ control: 'a.engine', to: 1 })
    expect(rig.values).toMatchObject({ 'a.time': 10, 'a.predelay': 10, 'a.bass': 10, 'a.size': 0 })
    expect(rig.values).not.toHaveProperty('a.ep3')
  })

  test('what a dial turned and no viewer could turn back goes with the engine', () => {
    const rig = loungeRig()
    rig.accepted(ana, named('engine', 'echoverb'))
    rig.accepted(ana, level('dial1', 8))

    rig.accepted(mo, named('engine', 'hall'))

    expect(rig.values['a.predelayfeedback']).toBe(0)
  })

  test('choosing the engine that is on confirms it and resets nothing', () => {
    const rig = loungeRig()
    rig.accepted(mo, named('engine', 'shimmer'))
    rig.accepted(mo, level('time', 5))

    expect(rig.accepted(mo, named('engine', 'shimmer')).turns).toHaveLength(1)
    expect(rig.values['a.time']).toBe(64)
  })

  test('a dial is what it is in this engine, by its name as well', () => {
    const rig = loungeRig()
    rig.accepted(ana, named('engine', 'hall'))

    expect(rig.accepted(ana, named('dial2', 'large'))).toMatchObject({
      label: 'Hall Size',
      turns: [{ control: 'a.size', to: 2 }],
    })
    expect(rig.accepted(ben, level('bass', 6))).toMatchObject({ turns: [{ control: 'a.bass', to: 76 }] })
  })

  test("a viewer's value past the limit is set to the limit and the change says so", () => {
    const rig = loungeRig()

    expect(rig.accepted(ana, level('time', 10))).toMatchObject({ limited: true, turns: [{ to: 114 }] })
    expect(rig.accepted(mo, level('time', 10))).toMatchObject({ limited: false, turns: [{ to: 127 }] })
  })

  test('a step goes from where it is, at least one position, and stops at the ends', () => {
    const rig = loungeRig()
    const step = (control: string, by: number): Intent => ({ kind: 'set', control, to: { as: 'step', by } })

    expect(rig.refused(mo, step('time', 1))).toMatchObject({ reason: 'nothing-to-step-from' })
    rig.accepted(mo, level('time', 5))
    expect(rig.accepted(mo, step('time', 1)).turns[0]?.to).toBe(77)
    expect(rig.accepted(mo, step('time', -10)).turns[0]?.to).toBe(0)
    rig.accepted(mo, named('engine', 'hall'))
    expect(rig.accepted(mo, step('dial2', 1)).turns[0]).toMatchObject({ control: 'a.size', from: 0, to: 1 })
  })

  test.each([
    ['an unknown control', level('tiem', 7), { reason: 'unknown-control', guess: 'time' }],
    ['an unknown engine', named('engine', 'shimer'), { reason: 'unknown-choice', guess: 'Shimmer' }],
    ['an engine by half its short name', named('engine', 'sprng'), { guess: 'True Spring' }],
    ['an engine by number', level('engine', 3), { reason: 'unknown-choice', control: 'Engine' }],
    ['a dial before any engine', level('dial1', 5), { reason: 'no-engine' }],
    ['a name where there are only levels', named('time', 'long'), { reason: 'unknown-choice', known: [] }],
    ['a device that is not there', { ...level('time', 1), device: 'moog' }, { reason: 'unknown-device' }],
    ["a moderator's control", level('output', 5), { reason: 'role', needs: 'moderator' }],
  ] as [string, Intent, object][])(
    '%s is refused, says what would be right, and changes nothing',
    (_, intent, refusal) => {
      const rig = loungeRig()

      expect(rig.refused(ana, intent)).toMatchObject(refusal)
      expect(rig.recent).toEqual([])
    },
  )

  test('a second device is reached by a control that only it has', () => {
    const rig = loungeRig()

    expect(rig.accepted(ana, level('chorus', 5)).turns[0]).toMatchObject({ device: 'gm2' })
  })
})

describe('guards', () => {
  test('they are asked in order: role, mute, lock, cooldown', () => {
    const rig = loungeRig()
    rig.accepted(ana, level('time', 3))
    rig.accepted(mo, { kind: 'lock', minutes: null })
    rig.accepted(mo, { kind: 'mute', login: 'Ana', userId: null, minutes: null })

    expect(rig.refused(ana, { kind: 'reset' })).toMatchObject({ reason: 'role', needs: 'moderator' })
    expect(rig.refused(ana, level('time', 4))).toMatchObject({ reason: 'muted' })
    rig.accepted(mo, { kind: 'unmute', login: 'ana' })
    expect(rig.refused(ana, level('time', 4))).toMatchObject({ reason: 'locked', by: 'Mo' })
    rig.accepted(mo, { kind: 'unlock' })
    expect(rig.refused(ana, level('time', 4))).toMatchObject({ reason: 'cooldown', seconds: 3, what: 'Time' })
  })

  test('a timed lock ends by comparison', () => {
    const rig = loungeRig()
    rig.accepted(mo, { kind: 'lock', minutes: 1 })

    expect(rig.refused(ana, level('time', 3))).toMatchObject({ reason: 'locked', until: rig.now + 60_000 })
    rig.wait(60_000)
    expect(rig.refused(ana, level('time', 3))).toBe('accepted')
  })

  test('a mute holds for the login on every platform, and for the user id under every name', () => {
    const rig = loungeRig()
    const renamed = { ...ana, login: 'ana_again' }
    rig.accepted(mo, { kind: 'mute', login: 'ana', userId: null, minutes: null })

    expect(rig.refused(ana, level('time', 3))).toMatchObject({ reason: 'muted' })
    expect(rig.refused(renamed, level('time', 3))).toBe('accepted')
    rig.accepted(mo, { kind: 'mute', login: 'ana', userId: ana.id, minutes: null })
    expect(rig.refused(renamed, level('mix', 3))).toMatchObject({ reason: 'muted' })
    const elsewhere: Who = { ...ana, platform: 'console', id: 'page-1' }
    expect(rig.refused(elsewhere, level('mix', 3))).toMatchObject({ reason: 'muted' })
  })

  test('cooldowns are per user and control; the engine has its own, longer, for all viewers', () => {
    const rig = loungeRig()
    rig.accepted(ana, named('engine', 'shimmer'))

    expect(rig.refused(ana, level('time', 3))).toBe('accepted')
    expect(rig.refused(ana, level('time', 4))).toMatchObject({ reason: 'cooldown', seconds: 3 })
    expect(rig.refused(ben, level('time', 4))).toBe('accepted')
    expect(rig.refused(ben, named('engine', 'plate'))).toMatchObject({ reason: 'cooldown', seconds: 10 })
    expect(rig.refused(mo, named('engine', 'plate'))).toBe('accepted')
    rig.wait(3_000)
    expect(rig.refused(ana, level('time', 4))).toBe('accepted')
    rig.wait(7_000)
    expect(rig.refused(ben, named('engine', 'room'))).toBe('accepted')
  })

  test('a refusal charges no cooldown', () => {
    const rig = loungeRig()

    rig.refused(ana, named('time', 'nonsense'))

    expect(rig.refused(ana, level('time', 3))).toBe('accepted')
  })

  test('only on air: viewers wait until OBS is streaming', () => {
    const rig = loungeRig()
    rig.accepted(sax, { kind: 'evening', onlyOnAir: true })

    expect(rig.refused(ana, level('time', 3))).toMatchObject({ reason: 'off-air' })
    expect(rig.refused(mo, level('time', 3))).toBe('accepted')
    rig.accepted(mo, { kind: 'on-air', onAir: true })
    expect(rig.refused(ana, level('time', 3))).toBe('accepted')
  })

  test('help is no turn of a knob: the lock does not keep it', () => {
    const rig = loungeRig()
    rig.accepted(mo, { kind: 'lock', minutes: null })

    expect(rig.accepted(ana, { kind: 'card', topic: 'engine' }).label).toBe('engine')
    expect(rig.state.desk.card).toEqual({ topic: 'engine', at: rig.now })
  })
})

describe('the desk', () => {
  test('settings of the evening change one by one', () => {
    const rig = loungeRig()

    rig.accepted(sax, { kind: 'evening', cooldowns: { user: 0 } })

    expect(rig.state.desk.evening).toEqual({
      cooldowns: { user: 0, control: 0, engine: 10_000 },
      onlyOnAir: false,
    })
  })

  test('a moderator cannot be muted, and whoever tries is told so', () => {
    const rig = loungeRig()
    rig.accepted(mo, level('time', 3))
    const mute = (login: string, role?: Who['role']): Intent => {
      return { kind: 'mute', login, userId: null, minutes: null, ...(role && { role }) }
    }

    expect(rig.refused(sax, mute('Mo'))).toEqual({ reason: 'cannot-mute', login: 'mo' })
    expect(rig.refused(sax, mute('SAX'))).toEqual({ reason: 'cannot-mute', login: 'sax' })
    expect(rig.refused(mo, mute('max', 'moderator'))).toEqual({ reason: 'cannot-mute', login: 'max' })
    expect(rig.refused(mo, mute('ana', 'viewer'))).toBe('accepted')
  })

  test('there are at most 200 mutes, and the ones that are over make room', () => {
    const rig = loungeRig()
    const mute = (login: string, minutes: number | null = null): Intent => {
      return { kind: 'mute', login, userId: null, minutes }
    }
    rig.accepted(mo, mute('brief', 1))
    for (let count = 1; count < MAX_MUTES; count += 1) rig.accepted(mo, mute(`viewer${count}`))

    expect(rig.refused(mo, mute('ana'))).toEqual({ reason: 'mutes-full', max: 200 })
    expect(rig.refused(mo, mute('viewer7', 5))).toBe('accepted')
    rig.wait(61_000)
    expect(rig.refused(mo, mute('ana'))).toBe('accepted')
    expect(rig.state.desk.mutes).toHaveLength(MAX_MUTES)
  })

  test('unmuting someone who is not muted names who is', () => {
    const rig = loungeRig()
    rig.accepted(mo, { kind: 'mute', login: 'ben', userId: null, minutes: 5 })

    expect(rig.refused(mo, { kind: 'unmute', login: 'ana' })).toEqual({
      reason: 'not-muted',
      login: 'ana',
      known: ['ben'],
    })
  })

  test('resync marks its generation', () => {
    const rig = loungeRig()
    rig.accepted(mo, { kind: 'lock', minutes: null })

    expect(rig.accepted(mo, { kind: 'resync' }).generation).toBe(2)
    expect(rig.state.desk.resync).toBe(2)
  })
})

describe('presets', () => {
  test('a preset comes back as it was saved, past the viewers’ limits too, and counts as an engine change', () => {
    const rig = loungeRig()
    rig.accepted(mo, named('engine', 'shimmer'))
    rig.accepted(mo, level('time', 10))
    rig.accepted(mo, { kind: 'preset-save', name: 'Big Sky' })
    rig.accepted(mo, named('engine', 'lofi'))

    const change = rig.accepted(ana, { kind: 'preset-recall', name: 'bigsky' })

    expect(change.label).toBe('Big Sky')
    expect(rig.values).toMatchObject({ 'a.engine': 7, 'a.time': 127 })
    expect(rig.refused(ben, named('engine', 'room'))).toMatchObject({ reason: 'cooldown' })
  })

  test('what only the other engine understood goes when a preset is recalled', () => {
    const rig = loungeRig()
    rig.accepted(mo, named('engine', 'room'))
    rig.accepted(mo, { kind: 'preset-save', name: 'dry' })
    rig.accepted(mo, named('engine', 'lofi'))

    rig.accepted(mo, { kind: 'preset-recall', name: 'dry' })

    expect(rig.values).not.toHaveProperty('a.special')
    expect(knob(ventris, rig.values, 'a.special')).toBeUndefined()
  })

  test('names of signs only are different presets', () => {
    const rig = loungeRig()
    rig.accepted(mo, level('time', 5))

    for (const name of ['🎷', '🎺']) rig.accepted(mo, { kind: 'preset-save', name })

    expect(rig.state.presets.map(({ name }) => name)).toEqual(['🎷', '🎺'])
    expect(rig.refused(mo, { kind: 'preset-recall', name: '🥁' })).toMatchObject({ reason: 'unknown-preset' })
  })

  test('unknown, empty and too many presets are refused', () => {
    const rig = loungeRig()

    expect(rig.refused(mo, { kind: 'preset-save', name: 'none' })).toMatchObject({
      reason: 'nothing-to-save',
    })
    rig.accepted(mo, level('time', 3))
    for (let i = 0; i < 32; i++) rig.accepted(mo, { kind: 'preset-save', name: `sky ${i}` })
    expect(rig.refused(mo, { kind: 'preset-save', name: 'one more' })).toEqual({
      reason: 'presets-full',
      max: 32,
    })
    expect(rig.refused(mo, { kind: 'preset-save', name: 'SKY 3' })).toBe('accepted')
    expect(rig.refused(ana, { kind: 'preset-recall', name: 'skj 3' })).toMatchObject({
      reason: 'unknown-preset',
    })
    rig.accepted(mo, { kind: 'preset-delete', name: 'sky 3' })
    expect(rig.refused(mo, { kind: 'preset-delete', name: 'sky 3' })).toMatchObject({
      reason: 'unknown-preset',
    })
  })
})

describe('raw control changes', () => {
  const raw = (cc: number, value: number): Intent => ({ kind: 'raw', cc, value })

  test('one that a control knows is an ordinary change, resets included', () => {
    const rig = loungeRig()

    expect(rig.accepted(sax, raw(1, 7)).turns.length).toBeGreaterThan(1)
    expect(rig.values['a.engine']).toBe(7)
    expect(rig.refused(sax, raw(1, 14))).toEqual({
      reason: 'out-of-range',
      control: 'Engine',
      min: 0,
      max: 13,
    })
  })

  test('one that no control knows is momentary, a preset recall is refused', () => {
    const rig = loungeRig()

    expect(rig.accepted(sax, raw(93, 127))).toMatchObject({ momentary: { cc: 93, value: 127 }, turns: [] })
    expect(rig.accepted(sax, raw(21, 1))).toMatchObject({ momentary: { cc: 21 } })
    expect(rig.refused(sax, raw(104, 3))).toMatchObject({ reason: 'forbidden-cc', cc: 104 })
  })
})

test('reset sets every default and unsets what has none in the default engine', () => {
  const rig = loungeRig()
  rig.accepted(mo, named('engine', 'lofi'))
  rig.accepted(mo, level('mix', 9))

  rig.accepted(mo, { kind: 'reset' })

  expect(rig.values).toMatchObject(defaultValues(ventris))
  expect(rig.values).not.toHaveProperty('a.special')
})

const who = fc.constantFrom<Who>(ana, ben, mo, sax, person('Cy'))
const engine = fc.constantFrom(...ventris.engines.map(({ id }) => id))
const control = fc.constantFrom(
  'time',
  'predelay',
  'dial1',
  'dial2',
  'mix',
  'bass',
  'b.time',
  'mode',
  'chorus',
  'nonsense',
)
const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc.record({ control, level: fc.integer({ min: 0, max: 10 }) }).map((set) => level(set.control, set.level)),
  fc.record({ engine, unit: fc.constantFrom('a', 'b') }).map((set) => named('engine', set.engine, set.unit)),
  fc.constantFrom<Intent>(
    { kind: 'undo' },
    { kind: 'reset' },
    { kind: 'preset-save', name: 'one' },
    { kind: 'preset-recall', name: 'one' },
    { kind: 'activate', unit: 'b', on: true },
    { kind: 'lock', minutes: 1 },
    { kind: 'unlock' },
  ),
)

/** Settings that are dead in their engine, out of range, or not by whom their generation says. */
const faults = ({ state, recent }: ReturnType<typeof loungeRig>) =>
  devices.flatMap((profile) => {
    const values = valuesOf(state, profile.id)
    return Object.entries(state.devices[profile.id] ?? {}).filter(([id, { value, generation, by }]) => {
      const found = knob(profile, values, id)
      const change = recent.find((one) => one.generation === generation)
      return !found || value < found.min || value > found.max || change?.who.name !== by
    })
  })

test('whatever is asked, every desired value is alive in its engine, in range, and says who set it', () => {
  const asked = fc.array(fc.tuple(who, intent, fc.integer({ min: 0, max: 12_000 })), { maxLength: 40 })
  const property = fc.property(asked, (lines) => {
    const rig = loungeRig()
    for (const [person, what, ms] of lines) {
      rig.ask(person, what)
      rig.wait(ms)
    }
    expect(faults(rig)).toEqual([])
  })
  fc.assert(property, { numRuns: 200 })
})
