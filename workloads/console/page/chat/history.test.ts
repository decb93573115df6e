import { expect, test } from 'vitest'
import { History } from './history.ts'

const typed = (...lines: string[]) => {
  const history = new History()
  for (const line of lines) history.add(line)
  return history
}

test('up goes back line by line and stays at the oldest', () => {
  const history = typed('!time 7', '!undo')

  expect([history.back(''), history.back(''), history.back('')]).toEqual(['!undo', '!time 7', '!time 7'])
})

test('down comes forth again, to the draft', () => {
  const history = typed('!time 7', '!undo')
  history.back('!eng')
  history.back('!undo')

  expect([history.forth('!time 7'), history.forth('!undo'), history.forth('!eng')]).toEqual([
    '!undo',
    '!eng',
    '!eng',
  ])
})

test('the same line twice is kept once', () => {
  const history = typed('!undo', '!undo')
  history.back('')

  expect(history.back('')).toBe('!undo')
  expect(history.forth('')).toBe('')
})

test('up in an empty history changes nothing', () => {
  expect(typed().back('!ti')).toBe('!ti')
})
