import { expect, test } from 'vitest'
import { devices } from '../../lounge/devices/index.ts'
import { draw, isDrawable } from './font.ts'

test('a letter is five dots wide, with one between letters', () => {
  expect(draw('A').columns).toBe(5)
  expect(draw('SAX').columns).toBe(17)
  expect(draw('').columns).toBe(0)
})

test('small letters are drawn as capitals', () => {
  expect(draw('shimmer')).toEqual(draw('SHIMMER'))
})

test('each dot is a square of the path', () => {
  expect(draw('-').path).toBe('M0 3h1v1h-1zM1 3h1v1h-1zM2 3h1v1h-1zM3 3h1v1h-1zM4 3h1v1h-1z')
})

test('every engine’s name can be written', () => {
  const letters = new Set(
    devices.flatMap(({ engines }) => engines.flatMap(({ name }) => [...name.replace(/ /g, '')])),
  )

  expect([...letters].filter((letter) => draw(letter).path === '')).toEqual([])
})

test('a letter that it does not know is a blank', () => {
  expect(draw('é')).toEqual({ path: '', columns: 5 })
})

test('what it cannot draw it says', () => {
  expect(isDrawable('!dial2 5 → 7.5')).toBe(true)
  expect(isDrawable('Zoë')).toBe(false)
})
