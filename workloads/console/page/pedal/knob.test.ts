import { expect, test } from 'vitest'
import { ventris } from '../../../lounge/devices/index.ts'
import { spoken, turn, twoLines } from './knob.ts'

test('a short label is one line', () => {
  expect(twoLines('Pre-Delay')).toEqual(['Pre-Delay'])
})

test('a long label breaks between its words', () => {
  expect(twoLines('Normal/Shimmer Crossfade')).toEqual(['Normal/Shimmer', 'Crossfade'])
})

test('no label of the pedal takes more than two lines', () => {
  const labels = ventris.engines.flatMap(({ meanings }) => Object.values(meanings).map(({ label }) => label))

  expect(labels.filter((label) => twoLines(label).length > 2)).toEqual([])
})

test('a knob turns over 270 degrees', () => {
  expect([turn(0), turn(0.5), turn(1)]).toEqual(['-135deg', '0deg', '135deg'])
})

test('a screen reader hears what is and what is pending', () => {
  const knob = {
    place: 'time',
    id: 'a.time',
    label: 'Time',
    at: 89,
    want: undefined,
    min: 0,
    max: 127,
    choices: [],
  }

  expect(spoken(knob)).toBe('7')
  expect(spoken({ ...knob, want: 38 })).toBe('7, 3 is pending')
  expect(spoken({ ...knob, at: undefined, want: 38 })).toBe('untouched, 3 is pending')
})
