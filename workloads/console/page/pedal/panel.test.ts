import { describe, expect, test } from 'vitest'
import { ventris } from '../../../lounge/devices/index.ts'
import { type Asked, panelOf, reading, sentValues, travel } from './panel.ts'

const panel = (asked: Partial<Asked> = {}) => panelOf(ventris, { sent: {}, desired: {}, by: {}, ...asked })

const knob = (place: string, asked: Partial<Asked> = {}) => {
  const found = panel(asked).knobs.find((one) => one.place === place)
  if (found === undefined) throw new Error(`no knob at ${place}`)
  return found
}

describe('the front panel', () => {
  test('has its six knobs in the pedal’s order', () => {
    expect(panel().knobs.map(({ place }) => place)).toEqual([
      'time',
      'mix',
      'predelay',
      'treble',
      'dial1',
      'dial2',
    ])
  })

  test('knows nothing of a pedal that was sent nothing', () => {
    expect(panel()).toMatchObject({
      engine: undefined,
      wantedEngine: undefined,
      other: undefined,
      mode: undefined,
    })
    expect(panel().knobs.every(({ at, want }) => at === undefined && want === undefined)).toBe(true)
  })

  test('names the dials by what they are in the engine', () => {
    const sent = { 'a.engine': 1, 'a.size': 2 }

    expect(knob('dial1', { sent })).toMatchObject({ id: 'a.bass', label: 'Bass', at: undefined })
    expect(knob('dial2', { sent })).toMatchObject({ id: 'a.size', label: 'Hall Size', at: 2, max: 4 })
  })

  test('shows where a knob is asked to go only while it is not there', () => {
    const desired = { 'a.time': 89 }

    expect(knob('time', { sent: { 'a.time': 10 }, desired })).toMatchObject({ at: 10, want: 89 })
    expect(knob('time', { sent: { 'a.time': 89 }, desired })).toMatchObject({ at: 89, want: undefined })
    expect(knob('time', { desired })).toMatchObject({ at: undefined, want: 89 })
  })

  test('shows the engine that waits, and who chose it', () => {
    const waiting = panel({ sent: { 'a.engine': 0 }, desired: { 'a.engine': 7 }, by: { 'a.engine': 'Ana' } })

    expect(waiting.engine?.name).toBe('Room')
    expect(waiting.wantedEngine?.name).toBe('Shimmer')
    expect(waiting.chosenBy).toBe('Ana')
  })

  test('mentions engine B and the mode once they were touched', () => {
    expect(panel({ sent: { 'b.engine': 4, mode: 2 } })).toMatchObject({
      other: 'Plate',
      mode: 'A and B in parallel',
    })
  })
})

describe('a reading', () => {
  test('is a level, a position’s name, or untouched', () => {
    const size = knob('dial2', { sent: { 'a.engine': 1 } })

    expect(reading(knob('time'), 89)).toBe('7')
    expect(reading(size, 4)).toBe('Enormo-Hall')
    expect(reading(size, undefined)).toBe('untouched')
  })

  test('turns the pointer over the control’s own range', () => {
    const size = knob('dial2', { sent: { 'a.engine': 1 } })

    expect(travel(size, 0)).toBe(0)
    expect(travel(size, 4)).toBe(1)
    expect(travel({ ...size, max: 0 }, 0)).toBe(0)
  })
})

test('what was sent is what the node reports, and by the bytes where it has not said', () => {
  expect(sentValues(ventris, { 2: 1, 3: 76 }, { 'a.time': 89 })).toEqual({ 'a.time': 89, 'a.mix': 76 })
})
