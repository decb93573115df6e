import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLikeNumber, tryReadNumber } from './number.ts'

test.each([
  ['7', undefined, 7],
  ['7.5', undefined, 7.5],
  ['7,5', undefined, 7.5],
  ['.5', undefined, 0.5],
  ['10', undefined, 10],
  ['007', undefined, 7],
  ['2.125', undefined, 2.125],
  ['7!', undefined, 7],
  ['7 please', undefined, 7],
  ['+1', 1, 1],
  ['+ 1', 1, 1],
  ['-2', -1, 2],
  ['−2', -1, 2],
  ['-0', -1, 0],
])('"%s" is a number', (text, sign, amount) => {
  expect(tryReadNumber(text)).toEqual({ sign, amount })
})

test.each([
  '',
  '1e1',
  '1_0',
  'NaN',
  '٧',
  '7%',
  '7/10',
  'seven',
  '7.1234',
  '7..5',
  '+-1',
  '--1',
  '½',
  'Infinity',
  '0x7',
])('"%s" is none', (text) => {
  expect(tryReadNumber(text)).toBeUndefined()
})

test('what begins with a digit of any script was meant as a number', () => {
  expect(['7%', '٧', '+x7', '-7/10', '½'].map(isLikeNumber)).toEqual([true, true, false, true, true])
  expect(['seven', 'large', '', '+', '-'].map(isLikeNumber)).toEqual([false, false, false, false, false])
})

test('every level with up to three decimals is read exactly, with point and comma', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (thousandths) => {
      const text = String(thousandths / 1000)

      expect(tryReadNumber(text)?.amount).toBe(thousandths / 1000)
      expect(tryReadNumber(text.replace('.', ','))?.amount).toBe(thousandths / 1000)
    }),
  )
})
