/** Signals with an end of their own, and what they leave behind. */
import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deadline, linked } from './deadline.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('it is aborted with another, with its reason, also with one that was aborted before', () => {
  const given = new AbortController()
  const before = linked(given.signal)
  given.abort(new Error('enough'))
  const after = linked(given.signal)

  expect([before.signal.reason, after.signal.reason]).toEqual([new Error('enough'), new Error('enough')])
})

test('its own abort is not the other one, which then holds nothing of it', () => {
  const given = new AbortController()
  const { signal, abort } = linked(given.signal)
  abort('done')

  expect([signal.aborted, given.signal.aborted]).toEqual([true, false])
  expect(getEventListeners(given.signal, 'abort')).toEqual([])
})

test('time is up: it says so, and lets the other one go', () => {
  const given = new AbortController()
  const { signal } = deadline(50, { given: given.signal })
  vi.advanceTimersByTime(50)

  expect(signal.reason).toEqual(new Error('no answer within 50 ms'))
  expect(getEventListeners(given.signal, 'abort')).toEqual([])
})

test('lifted, it has no end but that of the other one', () => {
  const given = new AbortController()
  const { signal, lift } = deadline(50, { given: given.signal })
  lift()
  vi.advanceTimersByTime(50)
  expect(signal.aborted).toBe(false)
  given.abort()

  expect(signal.aborted).toBe(true)
})

test('cancelled, neither time nor the other one ends it', () => {
  const given = new AbortController()
  const { signal, cancel } = deadline(50, { given: given.signal })
  cancel()
  vi.advanceTimersByTime(50)
  given.abort()

  expect(signal.aborted).toBe(false)
  expect(vi.getTimerCount()).toBe(0)
})
