/** The Ventris's figures written down a second time, from the documents, so that a slip of the pen shows. */
import { describe, expect, test } from 'vitest'
import { engineTurns, knob, resolve } from '../knob.ts'
import { gm2 } from './gm2.ts'
import { ventris } from './ventris.ts'

const atCc = (cc: number) => ventris.controls.find((control) => control.cc === cc)
const engineOf = (id: string) => {
  const engine = ventris.engines.find((one) => one.id === id)
  if (engine === undefined) throw new Error(`no engine ${id}`)
  return engine
}
const valuesIn = (value: number) => ({ 'a.engine': value, 'b.engine': value })

describe('controls of A and B', () => {
  test.each([
    ['engine', 1, 25, 13, 'viewer'],
    ['time', 2, 26, 127, 'viewer'],
    ['mix', 3, 27, 127, 'viewer'],
    ['predelay', 4, 28, 127, 'viewer'],
    ['treble', 5, 29, 127, 'viewer'],
    ['output', 6, 30, 127, 'moderator'],
    ['bass', 7, 31, 127, 'viewer'],
    ['diffusion', 8, 32, 127, 'viewer'],
    ['moddepth', 9, 33, 127, 'viewer'],
    ['modrate', 10, 34, 127, 'viewer'],
    ['predelayfeedback', 11, 35, 127, 'moderator'],
    ['predelaymoddepth', 12, 36, 127, 'moderator'],
    ['size', 13, 37, 4, 'moderator'],
    ['lowcut', 14, 38, 7, 'moderator'],
    ['ep1', 15, 39, 127, 'moderator'],
    ['ep2', 16, 40, 127, 'moderator'],
    ['ep3', 17, 41, 127, 'moderator'],
    ['ep4', 18, 42, 127, 'moderator'],
    ['ep5', 19, 43, 127, 'moderator'],
    ['special', 20, 44, 127, 'moderator'],
  ])('%s is CC %d for A and %d for B', (...[name, a, b, max, role]) => {
    expect(atCc(a)).toMatchObject({ id: `a.${name}`, unit: 'a', min: 0, max, role })
    expect(atCc(b)).toMatchObject({ id: `b.${name}`, unit: 'b', min: 0, max, role })
  })

  test('those are all there are', () => {
    expect(ventris.controls.filter(({ unit }) => unit !== undefined)).toHaveLength(40)
  })

  test('the input low cut has the eight positions that are printed', () => {
    const printed = ['Offspring', '20Hz', '100Hz', '125Hz', '150Hz', '200Hz', '250Hz', 'Default Setting']

    for (const cc of [14, 38]) expect(atCc(cc)?.choices?.map(({ name }) => name)).toEqual(printed)
  })
})

describe('what the pedal has once', () => {
  test.each([
    ['mode', 50, 3],
    ['routing', 53, 7],
    ['send', 54, 127],
    ['crossfade', 55, 127],
    ['expression', 100, 127],
    ['engage', 101, 127],
  ])('%s is CC %d, 0–%d, and for moderators', (id, cc, max) => {
    expect(atCc(cc)).toMatchObject({ id, min: 0, max, role: 'moderator' })
    expect(atCc(cc)?.unit).toBeUndefined()
  })

  test('a mode, a routing and the bypass have names', () => {
    const named = (cc: number) => atCc(cc)?.choices?.map(({ value, name }) => `${value} ${name}`)

    expect(named(50)).toEqual(['0 Reverb A', '1 Reverb B', '2 A and B in parallel', '3 A and B cascaded'])
    expect(named(53)).toHaveLength(8)
    expect(named(101)).toEqual(['0 Bypass', '127 Engage'])
  })

  test('what acts once is no state, and a preset recall is refused', () => {
    const refused = ventris.triggers.filter((trigger) => trigger.refused).map(({ cc }) => cc)

    expect(ventris.triggers.map(({ cc }) => cc)).toEqual([80, 82, 93, 97, 102, 103, 104])
    expect(refused).toEqual([80, 82, 103, 104])
  })

  test('CCs that the pedal does not use are not ours either', () => {
    for (const cc of [0, 21, 22, 23, 24, 45, 46, 47, 48, 49, 51, 52]) expect(atCc(cc)).toBeUndefined()
  })
})

describe('engines', () => {
  /** Value, id, name; dial 1 and dial 2: what it is, and its CC for A; the CCs of A that live in it only. */
  const figures = [
    [0, 'room', 'Room', 'Bass', 7, 'Mod Depth', 9, [15, 16, 17, 18, 19]],
    [1, 'hall', 'Hall', 'Bass', 7, 'Hall Size', 13, [13, 15]],
    [2, 'edome', 'E-Dome', 'Bass', 7, 'Mod Depth', 9, [15, 16, 17, 18, 19]],
    [3, 'truespring', 'True Spring', 'Bass', 7, 'Spring Length', 13, [13]],
    [4, 'plate', 'Plate', 'Bass', 7, 'Plate Size', 13, [13, 15, 16, 17]],
    [5, 'lofi', 'Lo-Fi', 'Distortion', 15, 'Mod Noise Depth', 20, [15, 16, 17, 18, 19, 20]],
    [6, 'modverb', 'Modverb', 'Tremolo Depth', 15, 'Tremolo Rate', 16, [15, 16, 17, 18, 19]],
    [7, 'shimmer', 'Shimmer', 'Normal/Shimmer Crossfade', 15, 'Shimmer Regeneration', 19, [15, 16, 18, 19]],
    [8, 'echoverb', 'Echoverb', 'Delay Feedback', 11, 'Delay/Reverb Crossfade', 19, [13, 15, 16, 17, 18, 19]],
    [9, 'swell', 'Swell', 'Envelope Gain', 15, 'Swell Time', 16, [15, 16, 17, 18]],
    [10, 'offspring', 'Offspring', 'Bass', 7, 'Mod Depth', 9, [15, 16, 17, 18]],
    [11, 'reverse', 'Reverse', 'Diffusion', 8, 'Mod Depth', 9, [15, 16]],
    [12, 'outboardspring', 'Outboard Spring', 'Bass', 7, 'Drive (Dwell)', 15, [15]],
    [13, 'metalbox', 'Metal Box', 'Bass', 7, 'Mod Depth', 9, [15, 16, 17, 18, 19]],
  ] as const

  test('there are fourteen, in the order of their values', () => {
    expect(ventris.engines.map(({ value, id, name }) => [value, id, name])).toEqual(
      figures.map(([value, id, name]) => [value, id, name]),
    )
  })

  test.each(figures)(
    '%d %s: the dials of %s are what the panel says',
    (...[value, _id, _name, one, ccOne, two, ccTwo]) => {
      const turned = (said: string, unit: string) => resolve(ventris, valuesIn(value), said, unit)

      expect(turned('dial1', 'a')).toMatchObject({ knob: { label: one, cc: ccOne, role: 'viewer' } })
      expect(turned('dial2', 'a')).toMatchObject({ knob: { label: two, cc: ccTwo, role: 'viewer' } })
      expect(turned(one, 'b')).toMatchObject({ knob: { label: one, cc: ccOne + 24, role: 'viewer' } })
      expect(turned(two, 'b')).toMatchObject({ knob: { label: two, cc: ccTwo + 24, role: 'viewer' } })
    },
  )

  test.each(figures)('%d %s: no other engine parameter lives in it', (value, ...rest) => {
    const byEngine = [13, 15, 16, 17, 18, 19, 20]
    const living = byEngine.filter((cc) => knob(ventris, valuesIn(value), atCc(cc)?.id ?? ''))

    expect(living).toEqual(rest.at(-1))
  })

  test.each([
    ['room', 15, 'Pre-Delay Feedback High Cut'],
    ['room', 16, 'Pre-Delay Feedback Low Cut'],
    ['room', 17, 'Early Reflections Level'],
    ['room', 18, 'Reverb Level'],
    ['room', 19, 'Early/Reverb Crossfade'],
    ['hall', 15, 'Diffusion Modulation Depth'],
    ['plate', 15, 'Metallic Mix'],
    ['plate', 16, 'Reverb Level'],
    ['plate', 17, 'Early Reflections Level'],
    ['lofi', 15, 'Distortion (Drive)'],
    ['lofi', 16, 'Quantize'],
    ['lofi', 17, 'Sample Rate Reduction'],
    ['lofi', 18, 'Destruct/Clean Mix'],
    ['lofi', 19, 'Destruct High Cut'],
    ['lofi', 20, 'Modulation Noise Depth'],
    ['modverb', 15, 'Tremolo Select/Depth'],
    ['modverb', 17, 'Tremolo Shape'],
    ['modverb', 18, 'Tremolo Options'],
    ['modverb', 19, 'Tremolo Stereo Spread'],
    ['shimmer', 15, 'Pitch Shift/Normal Crossfade'],
    ['shimmer', 16, 'Pitch Shift Modulation'],
    ['shimmer', 18, 'Pitch Interval'],
    ['shimmer', 19, 'Pitch Feedback (Regen)'],
    ['echoverb', 17, 'Early Reflections'],
    ['echoverb', 19, 'Early/Reverb Crossfade'],
    ['swell', 17, 'Swell Send Signal'],
    ['swell', 18, 'Swell Dry Signal'],
    ['offspring', 15, 'Master Offset'],
    ['offspring', 16, 'Master Pre-Delay'],
    ['reverse', 15, 'Delay Curve Shape'],
    ['reverse', 16, 'Curve Filtering'],
    ['metalbox', 19, 'Early/Reverb Crossfade'],
  ])("in %s CC %d answers to the sheet's name, %s", (id, cc, said) => {
    expect(resolve(ventris, valuesIn(engineOf(id).value), said)).toMatchObject({ knob: { cc } })
  })

  test.each([
    ['hall', 'size', 4, ['Normal', 'Medium', 'Large', 'Extra Large', 'Enormo-Hall']],
    ['plate', 'size', 2, ['Small', 'Medium', 'Large']],
    ['truespring', 'size', 2, []],
    ['echoverb', 'size', 0, []],
    ['shimmer', 'ep4', 26, []],
  ])("%s's %s goes from 0 to %d", (...[id, name, max, names]) => {
    const it = knob(ventris, valuesIn(engineOf(id).value), `b.${name}`)

    expect(it).toMatchObject({ min: 0, max })
    expect(it?.choices.map((choice) => choice.name)).toEqual(names)
  })

  test.each([
    ['lofi', 'ep2', 10],
    ['modverb', 'ep3', 5],
    ['modverb', 'ep4', 8],
    ['reverse', 'ep1', 6],
    ['reverse', 'ep2', 3],
  ])('%s folds the whole range of %s into %d positions', (id, name, positions) => {
    const engine = engineOf(id)

    expect(engine.meanings[name]).toMatchObject({ positions })
    expect(knob(ventris, valuesIn(engine.value), `a.${name}`)).toMatchObject({ min: 0, max: 127 })
  })
})

describe('what viewers may not do', () => {
  test.each([
    ['room', 'time', 114],
    ['echoverb', 'delay feedback', 102],
    ['shimmer', 'regen', 102],
  ])('in %s they turn %s to %d at most', (id, said, viewerMax) => {
    for (const unit of ['a', 'b'])
      expect(resolve(ventris, valuesIn(engineOf(id).value), said, unit)).toMatchObject({
        knob: { viewerMax },
      })
  })

  test('pre-delay feedback is theirs only while an engine has it on a dial', () => {
    const roleIn = (id: string) => knob(ventris, valuesIn(engineOf(id).value), 'a.predelayfeedback')?.role

    expect(roleIn('echoverb')).toBe('viewer')
    expect(roleIn('room')).toBe('moderator')
  })
})

describe('an engine change', () => {
  test('resets time, pre-delay and the dials of A to 10, in the range they have there', () => {
    expect(engineTurns(ventris, engineOf('hall'), 'a')).toEqual({
      'a.time': 10,
      'a.predelay': 10,
      'a.bass': 10,
      'a.size': 0,
      'a.ep1': null,
      'a.ep2': null,
      'a.ep3': null,
      'a.ep4': null,
      'a.ep5': null,
      'a.special': null,
    })
  })

  test("B's is the same list with B's defaults", () => {
    expect(engineTurns(ventris, engineOf('shimmer'), 'b')).toEqual({
      'b.time': 64,
      'b.predelay': 0,
      'b.ep1': 0,
      'b.ep5': 0,
      'b.size': null,
      'b.ep2': null,
      'b.ep3': null,
      'b.ep4': null,
      'b.special': null,
    })
  })
})

test('the port is found by either name, on what people call channel 1', () => {
  expect(ventris.ports.slice(0, 2)).toEqual(['One Series Ventris Reverb', 'One Series Ventris Dual Reverb'])
  expect(ventris.channel).toBe(0)
  expect(ventris.settleMs).toBeGreaterThanOrEqual(50)
})

test.each([
  [1, 'Modulation', 0],
  [7, 'Volume', 100],
  [10, 'Pan', 64],
  [11, 'Expression', 127],
  [71, 'Filter Resonance', 64],
  [72, 'Release Time', 64],
  [73, 'Attack Time', 64],
  [74, 'Brightness', 64],
  [91, 'Reverb Send', 40],
  [93, 'Chorus Send', 0],
])('CC %d of a General MIDI 2 module is %s and starts at %d', (cc, label, value) => {
  expect(gm2.controls.find((control) => control.cc === cc)).toMatchObject({ label, default: value })
})
