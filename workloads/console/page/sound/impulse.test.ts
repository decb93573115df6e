import { describe, expect, test } from 'vitest'
import { ventris } from '../../../lounge/devices/index.ts'
import { impulse } from './impulse.ts'
import type { Channel } from './impulse-parts.ts'

const RATE = 4_000
const engines = ventris.engines.map(({ id }) => id)

const clap = (engine: string, more: { seconds?: number; size?: number } = {}) =>
  impulse({ engine, seconds: 1, size: 0.5, rate: RATE, ...more })

const energy = (samples: Channel) => samples.reduce((sum, sample) => sum + sample * sample, 0)

/** How far into the impulse half of its energy has come, 0–1. */
const middle = (samples: Channel) => {
  let sum = 0
  const half = samples.findIndex((sample) => {
    sum += sample * sample
    return sum > 0.5
  })
  return half / samples.length
}

describe.each(engines)('the impulse of %s', (engine) => {
  test('is finite, equally loud left and right, and not the same on both', () => {
    const [left, right] = clap(engine)

    expect(left.every(Number.isFinite)).toBe(true)
    expect(energy(left)).toBeCloseTo(1, 3)
    expect(energy(right)).toBeCloseTo(1, 3)
    expect(left).not.toEqual(right)
  })

  test('lasts longer with more time', () => {
    expect(clap(engine, { seconds: 2 })[0].length).toBeGreaterThan(clap(engine)[0].length)
  })

  test('sounds the same every time', () => {
    expect(clap(engine)).toEqual(clap(engine))
  })
})

test('no two engines sound the same', () => {
  const heard = engines.map((engine) => clap(engine)[0].slice(0, 400).join())

  expect(new Set(heard).size).toBe(engines.length)
})

test('reverse comes to its end, a room begins with its start', () => {
  expect(middle(clap('reverse')[0])).toBeGreaterThan(0.8)
  expect(middle(clap('room')[0])).toBeLessThan(0.2)
})

test('a swell rises later the longer it is asked to', () => {
  const [short, long] = [clap('swell', { size: 0 })[0], clap('swell', { size: 1 })[0]]

  expect(middle(long) * long.length).toBeGreaterThan(middle(short) * short.length)
})

test('no impulse is longer than eight seconds', () => {
  expect(clap('shimmer', { seconds: 12, size: 1 })[0]).toHaveLength(8 * RATE)
})

test('an engine of another pedal sounds like a room', () => {
  expect(middle(clap('some-other-engine')[0])).toBeLessThan(0.2)
})
