/** A map is right, or one sentence says what is wrong with it. */
import { expect, test } from 'vitest'
import { ventris } from '../lounge/devices/index.ts'
import { map } from './lounge-map.ts'
import { parseMap } from './map.ts'

test('the lounge’s own map is right', () => {
  expect(parseMap(map, ventris).texts).toHaveLength(3)
})

test.each([
  [{ texts: [{ source: 'Now', text: '{engin}' }] }, '{engin}; it may have {engine}'],
  [{ texts: [{ source: 'Now' }] }, '"texts.0.text" in the map is missing'],
  [{ scenes: [{ scene: 'Live', when: { engine: ['shimer'] } }] }, 'an engine "shimer"; the Ventris'],
  [{ scenes: [{ scene: 'Live', when: { engin: ['hall'] } }] }, 'engin'],
  [{ filters: [{ source: 'a', filter: 'b', settings: { x: { by: 'tim', from: 0, to: 1 } } }] }, 'settings.x'],
  [{ text: [] }, 'text'],
  [{ texts: [1, 2].map(() => ({ source: 'Now', text: '' })) }, 'names the text "Now" twice'],
  [{ scenes: ['A', 'B'].map((scene) => ({ scene, when: {} })) }, '"A" is always right, so that "B" never is'],
  [[], 'the map'],
])('%j: %s', (input, sentence) => {
  expect(() => parseMap(input, ventris)).toThrow(sentence)
})
