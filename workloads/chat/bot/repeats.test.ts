import { expect, test } from 'vitest'
import { repeats } from './repeats.ts'

test('a text within 30 s of itself differs, and is itself again after them', () => {
  const { differing, said } = repeats()
  said('Time set to 7', 0)

  expect(differing('Time set to 7', 29_999)).toBe('Time set to 7 (2)')
  expect(differing('Time set to 7', 30_000)).toBe('Time set to 7')
})

test('no more than half a minute is remembered, though nobody asks what differs', () => {
  const remembered = repeats()

  for (let second = 0; second < 3_600; second += 1) remembered.said(`line ${second}`, second * 1_000)

  expect(remembered.size).toBe(30)
})
