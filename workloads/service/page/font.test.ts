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

test('dots that touch are one box of the path, smaller ones a square each', () => {
  expect(draw('-').path).toBe('M0 3h5v1h-5z')
  expect(draw('i', 0.5).path).toMatch(/^M1\.25 0\.25h0\.5v0\.5h-0\.5zM2\.25 /)
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
