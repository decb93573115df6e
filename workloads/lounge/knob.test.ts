import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activationValue } from './activation.ts'
import { devices, gm2, ventris } from './devices/index.ts'
import { defaultValues, engineIn, knob, resolve, sayable } from './knob.ts'

const profiles = fc.constantFrom(...devices)
const engines = fc.option(fc.integer({ min: 0, max: 127 }), { nil: undefined })
const inEngine = (value: number | undefined) => (value === undefined ? {} : { 'a.engine': value })

describe('a knob', () => {
  test('is what the engine in use makes of the control', () => {
    expect(knob(ventris, inEngine(1), 'a.size')).toEqual({
      device: 'ventris',
      id: 'a.size',
      unit: 'a',
      label: 'Hall Size',
      cc: 13,
      min: 0,
      max: 4,
      choices: expect.arrayContaining([{ value: 4, name: 'Enormo-Hall', aliases: ['enormo', 'enormous'] }]),
      role: 'viewer',
      viewerMax: undefined,
      default: 0,
      isEngine: false,
    })
  })

  test('is none where the engine has no use for it, and none while nobody has chosen an engine', () => {
    expect(knob(ventris, inEngine(0), 'a.size')).toBeUndefined()
    expect(knob(ventris, {}, 'a.ep1')).toBeUndefined()
    expect(knob(ventris, {}, 'a.nothing')).toBeUndefined()
  })

  test("the engine's positions are the engines", () => {
    const it = knob(ventris, {}, 'b.engine')

    expect(it).toMatchObject({ isEngine: true, role: 'viewer', default: 0 })
    expect(it?.choices).toHaveLength(14)
    expect(it?.choices[3]).toMatchObject({ value: 3, name: 'True Spring' })
  })

  test('a reserved engine value is no engine', () => {
    expect(engineIn(ventris, inEngine(14), 'a')).toBeUndefined()
    expect(engineIn(ventris, inEngine(7), 'a')?.id).toBe('shimmer')
    expect(engineIn(ventris, inEngine(7), 'b')).toBeUndefined()
  })
})

describe('resolve', () => {
  test.each([
    ['time', undefined, 'a.time'],
    ['TIME', 'b', 'b.time'],
    ['b.time', undefined, 'b.time'],
    ['b.time', 'a', 'b.time'],
    ['delay', undefined, 'a.predelay'],
    ['Pre-Delay', undefined, 'a.predelay'],
    ['dial 1', undefined, 'a.bass'],
    ['dial2', undefined, 'a.moddepth'],
    ['reflections', undefined, 'a.ep3'],
    ['engine parameter 3', undefined, 'a.ep3'],
    ['mode', 'b', 'mode'],
    ['engine', 'b', 'b.engine'],
  ])('%s said of %s is %s', (said, unit, id) => {
    expect(resolve(ventris, { 'a.engine': 0, 'b.engine': 0 }, said, unit)).toMatchObject({ knob: { id } })
  })

  test('a dial needs an engine, and so does a name that only some engine knows', () => {
    for (const said of ['dial1', 'hall size', 'regen', 'size', 'a.ep1'])
      expect(resolve(ventris, {}, said)).toEqual({ fault: { reason: 'no-engine' } })
  })

  test('what another engine calls a control is said to do nothing in this one', () => {
    expect(resolve(ventris, inEngine(1), 'regen')).toEqual({
      fault: {
        reason: 'not-in-engine',
        name: 'Shimmer Regeneration',
        engine: 'Hall',
        known: ['Bass', 'Hall Size'],
      },
    })
  })

  test('an unknown name comes with what would be right and a guess', () => {
    expect(resolve(ventris, {}, 'trebel')).toEqual({
      fault: {
        reason: 'unknown-control',
        name: 'trebel',
        known: [
          'engine',
          'time',
          'mix',
          'predelay',
          'treble',
          'bass',
          'diffusion',
          'moddepth',
          'modrate',
          'dial1',
          'dial2',
        ],
        guess: 'treble',
      },
    })
  })

  test.each(['', ' ', 'constructor', '__proto__', 'toString', '🎷', 'c.time', '\u202e', 'x'.repeat(500)])(
    '%j is unknown',
    (said) => {
      expect(resolve(ventris, inEngine(1), said)).toMatchObject({ fault: { reason: 'unknown-control' } })
    },
  )

  test('a unit that the device has not got has no controls', () => {
    expect(resolve(ventris, {}, 'time', 'z')).toEqual({
      fault: { reason: 'unknown-unit', name: 'z', known: ['a', 'b'] },
    })
    expect(resolve(gm2, {}, 'pan', 'b')).toMatchObject({ knob: { id: 'pan', unit: undefined } })
  })

  test('answers whatever is said, with a knob that is there or a fault', () => {
    const said = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(...devices.flatMap(sayable)),
    )
    const unit = fc.option(fc.constantFrom('a', 'b', 'c', '__proto__'), { nil: undefined })

    fc.assert(
      fc.property(fc.tuple(profiles, engines, said, unit), ([profile, engine, word, of]) => {
        const result = resolve(profile, inEngine(engine), word, of)

        if ('knob' in result) expect(knob(profile, inEngine(engine), result.knob.id)).toEqual(result.knob)
        else expect(result.fault.reason).toMatch(/^(unknown-unit|unknown-control|not-in-engine|no-engine)$/)
      }),
      { numRuns: 500 },
    )
  })

  test('everything sayable is known in some engine', () => {
    const somewhere = (said: string) =>
      ventris.engines.some(({ value }) => 'knob' in resolve(ventris, inEngine(value), said))

    expect(sayable(ventris).filter((said) => !somewhere(said))).toEqual([])
    expect(sayable(gm2).filter((said) => !('knob' in resolve(gm2, {}, said)))).toEqual([])
  })
})

describe('activation', () => {
  const A = 0
  const B = 1
  const BOTH = 2
  const CASCADE = 3

  test.each([
    ['b', true, A, BOTH],
    ['a', true, B, BOTH],
    ['a', true, A, A],
    ['b', true, B, B],
    ['b', false, BOTH, A],
    ['a', false, BOTH, B],
    ['a', false, CASCADE, B],
    ['b', false, CASCADE, A],
    ['b', false, A, A],
    ['a', false, B, B],
    ['a', false, A, A],
    ['b', false, B, A],
    ['a', true, CASCADE, CASCADE],
    ['b', true, BOTH, BOTH],
  ])('switching %s to %s when the mode is %d makes it %d', (...[unit, on, mode, to]) => {
    expect(activationValue(ventris, { mode }, unit, on)).toBe(to)
  })

  test('an untouched mode counts as A alone', () => {
    expect(activationValue(ventris, {}, 'b', true)).toBe(BOTH)
  })

  test('a device without units has nothing to switch', () => {
    expect(() => activationValue(gm2, {}, 'a', true)).toThrow('has no units to switch on or off')
  })
})

test('the default state is that of the original, dials as Room has them', () => {
  expect(defaultValues(ventris)).toEqual({
    'a.engine': 0,
    'a.time': 10,
    'a.predelay': 10,
    'a.bass': 10,
    'a.moddepth': 10,
    'b.engine': 0,
    'b.time': 64,
    'b.predelay': 0,
    'b.bass': 0,
    'b.moddepth': 0,
    mode: 0,
  })
})
