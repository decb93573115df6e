import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gm2, ventris } from '../../../lounge/devices/index.ts'
import { bassDb, decaySeconds, mixGains, predelaySeconds, rackOf, toneHz } from './reverb-map.ts'

const sound = (received: Record<number, number>) => rackOf(ventris, received).sounds[0]

const value = fc.integer({ min: 0, max: 127 })
const bytes = fc.dictionary(fc.integer({ min: 0, max: 127 }).map(String), value)

describe('a knob', () => {
  test.each([
    ['time', decaySeconds, [0.5, 12]],
    ['pre-delay', predelaySeconds, [0, 0.5]],
    ['treble', toneHz, [700, 14_000]],
    ['bass', bassDb, [-12, 9]],
  ] as const)('%s goes over its whole range, always the same way', (_, map, [low, high]) => {
    const all = Array.from({ length: 128 }, (_, i) => map(i))

    expect(all.at(0)).toBeCloseTo(low)
    expect(all.at(-1)).toBeCloseTo(high)
    expect(all.every((one, i) => i === 0 || one > (all[i - 1] ?? 0))).toBe(true)
  })

  test('mix is dry at 0, wet at 127 and equal at 95', () => {
    expect(mixGains(0)).toMatchObject({ dry: 1, wet: 0 })
    expect(mixGains(95).dry).toBeCloseTo(mixGains(95).wet)
    expect(mixGains(127).dry).toBeCloseTo(0)
    expect(mixGains(127).wet).toBe(1)
  })
})

describe('what is heard', () => {
  test('is the dry sax until an engine has been received', () => {
    expect(rackOf(ventris, { 2: 89, 3: 127 }).sounds).toEqual([])
  })

  test('is the engine of the bytes, with time, pre-delay, tone and mix', () => {
    const heard = sound({ 1: 7, 2: 89, 3: 127, 4: 127, 5: 0 })

    expect(heard).toMatchObject({
      engine: 'shimmer',
      seconds: decaySeconds(89),
      predelay: 0.5,
      toneHz: 700,
      wet: 1,
    })
  })

  test('differs from engine to engine', () => {
    const heard = ventris.engines.map(({ value: engine }) => JSON.stringify(sound({ 1: engine, 16: 99 })))

    expect(new Set(heard).size).toBe(14)
  })

  test('follows the dials of the engine', () => {
    expect(sound({ 1: 7, 19: 127 })?.octave.feedback).toBeGreaterThan(
      sound({ 1: 7, 19: 0 })?.octave.feedback ?? 1,
    )
    expect(sound({ 1: 6, 16: 127 })?.tremolo.hertz).toBeGreaterThan(
      sound({ 1: 6, 16: 0 })?.tremolo.hertz ?? 99,
    )
    expect(sound({ 1: 1, 13: 4 })?.size).toBe(1)
  })

  test('is B alone, both beside each other, or B after A, by the mode', () => {
    const both = { 1: 0, 25: 4 }
    const engines = (mode: number) =>
      rackOf(ventris, { ...both, 50: mode }).sounds.map(({ engine }) => engine)

    expect([0, 1, 2, 3].map(engines)).toEqual([['room'], ['plate'], ['room', 'plate'], ['room', 'plate']])
    expect(rackOf(ventris, { ...both, 50: 2 }).isCascade).toBe(false)
    expect(rackOf(ventris, { ...both, 50: 3 }).isCascade).toBe(true)
  })

  test('is dry while the pedal is bypassed', () => {
    expect(rackOf(ventris, { 1: 7, 101: 0 }).sounds).toEqual([])
    expect(rackOf(ventris, { 1: 7, 101: 127 }).sounds).toHaveLength(1)
  })

  test('of a device without engines is dry', () => {
    expect(rackOf(gm2, { 91: 100 }).sounds).toEqual([])
  })

  test('never feeds back without end, whatever bytes come', () => {
    fc.assert(
      fc.property(bytes, (received) => {
        for (const { echo, octave, wet, dry, seconds, size } of rackOf(ventris, received).sounds) {
          expect(echo.feedback).toBeLessThanOrEqual(0.8)
          expect(octave.feedback).toBeLessThanOrEqual(0.6)
          expect(wet ** 2 + dry ** 2).toBeCloseTo(1)
          expect(seconds).toBeLessThanOrEqual(12)
          expect(size).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})
