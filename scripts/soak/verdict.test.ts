import { describe, expect, test } from 'vitest'
import type { Size } from './growth.ts'
import type { Look } from './slope.ts'
import { logFaults, rowsOf } from './verdict.ts'

const EVERY_S = 5
const hour = (value: (share: number) => number): Look[] =>
  Array.from({ length: 720 }, (_, index) => [index * EVERY_S, value(index / 720)])

const leaking = (name: string, looks: Look[]) => rowsOf(new Map([[name, looks]]), 600)[0]?.leaks

const size = (changes: number, perChange: number, more: Partial<Size> = {}): Size => ({
  ...{ changes, commits: changes, documentBytes: changes * perChange, journalBytes: 0 },
  ...{ computedBytes: changes * 4_500, fileBytes: changes * 4_700, ...more },
})

describe('the verdict', () => {
  test('lets a warm-up, jitter and a saw of the garbage collector pass', () => {
    expect(
      leaking(
        'chat rss',
        hour((share) => (share < 0.15 ? 60 + 200 * share : 90)),
      ),
    ).toBe(false)
    expect(
      leaking(
        'chat rss',
        hour((share) => 90 + ((share * 40) % 1) * 6),
      ),
    ).toBe(false)
    expect(
      leaking(
        'midi1 handles',
        hour((share) => 30 + (Math.round(share * 720) % 3)),
      ),
    ).toBe(false)
  })

  test('lets timers of requests pass that take longer and longer on a busy machine', () => {
    const atRest = (share: number) => Math.round(share * 720) % 3 === 0
    expect(
      leaking(
        'chat timers',
        hour((share) => (atRest(share) ? 4 : 4 + Math.floor(6 * share))),
      ),
    ).toBe(false)
  })

  test.each([
    ['memory', 'data1 rss', (share: number) => 80 + 12 * share],
    ['sockets', 'midi2 handles', (share: number) => Math.floor(30 + 6 * share)],
    ['timers', 'chat timers', (share: number) => Math.floor(8 + 6 * share)],
  ])('finds %s that leaks slowly', (_, name, value) => {
    expect(leaking(name, hour(value))).toBe(true)
  })

  test('wants a log of changes whose bytes do not grow with their number', () => {
    expect(logFaults([size(0, 0), size(500, 3_000), size(1_000, 3_050)])).toEqual([])
    expect(logFaults([size(0, 0), size(500, 3_000), size(1_000, 4_000)])).toEqual([
      'a change of the second half takes more bytes than one of the first',
    ])
  })

  test.each<[string, Partial<Size>]>([
    ['the file is larger than its rows make it', { fileBytes: 6_000_000 }],
    ['the journal is never begun anew', { journalBytes: 20_000_000 }],
  ])('says when %s', (fault, more) => {
    expect(logFaults([size(0, 0), size(500, 3_000), size(1_000, 3_000, more)])).toEqual([fault])
  })

  test('proves nothing where nothing was accepted', () => {
    const same = size(7, 3_000)

    expect(logFaults([same, same, same])).toContain('nothing was accepted, so nothing is proven')
  })
})
