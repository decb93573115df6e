import { describe, expect, test } from 'vitest'
import type { View } from '../../lounge/answer.ts'
import type { Change } from '../../lounge/log.ts'
import { initialState } from '../../lounge/state.ts'
import type { Sent } from './contract.ts'
import {
  emptyPage,
  LEASE_MS,
  mark,
  type PageEvent,
  type PageState,
  pendingChanges,
  presence,
  reduce,
  WIRE_SHOWN,
} from './store.ts'

const AT = 1_000_000

const view = (
  more: { generation?: number; port?: string | null; at?: number; environment?: string } = {},
): View => {
  const { generation = 0, port = 'Virtual Ventris', at = AT, environment = 'home' } = more
  return {
    environment: 'home',
    term: { number: 1, environment: 'home' },
    live: true,
    generation,
    state: initialState,
    reported: [{ environment, device: 'ventris', term: 1, generation, values: {}, port, since: 0, at }],
    at: AT,
  }
}

const change = (generation: number, more: Partial<Change> = {}): Change => ({
  id: `id-${generation}`,
  generation,
  correlation: 'c',
  source: 'chat',
  who: { platform: 'console', id: '1', login: 'ana', name: 'Ana', role: 'viewer' },
  at: AT,
  intent: { kind: 'undo' },
  turns: [{ device: 'ventris', control: 'a.time', from: null, to: 89 }],
  label: 'Time',
  limited: false,
  ...more,
})

const sent = (at: number, value = 7): Sent => ({ at, bytes: [0xb0, 1, value], cc: 1, value, says: 'Engine' })

const page = (...events: PageEvent[]): PageState => events.reduce(reduce, emptyPage)
const connected: PageEvent = { event: 'connection', data: true }
const seen = (data: View, now = AT): PageEvent => ({ event: 'view', data, now })
const logged = (...changes: Change[]): PageEvent => ({ event: 'log', data: { changes }, now: AT })
const wired = (data: Sent): PageEvent => ({ event: 'wire', data, now: AT })

describe('a change', () => {
  test('is pending until the node reports its generation, and applied from then on', () => {
    const before = page(seen(view({ generation: 3 })), logged(change(4)))
    const now = reduce(before, seen(view({ generation: 4 })))

    expect(pendingChanges(before)).toHaveLength(1)
    expect(pendingChanges(now)).toEqual([])
    expect(mark(now, change(4))).toBe('applied')
  })

  test('of the desk alone waits for nobody', () => {
    expect(mark(page(logged(change(4))), change(4, { turns: [] }))).toBe('applied')
  })

  test('that only acts once waits for the node too', () => {
    const momentary = { device: 'ventris', cc: 93, value: 1 }

    expect(mark(emptyPage, change(4, { turns: [], momentary }))).toBe('pending')
  })

  test('is not applied by the report of another environment', () => {
    const state = page(seen(view({ generation: 9, environment: 'replica' })))

    expect(mark(state, change(4))).toBe('pending')
  })

  test('that a reconnect repeats stays one line, newest on top', () => {
    const state = page(logged(change(1), change(2)), logged(change(2), change(3)))

    expect(state.changes.map(({ generation }) => generation)).toEqual([3, 2, 1])
  })
})

describe('the pedal', () => {
  test('is there while its lease lasts, and away after it', () => {
    const state = page(connected, seen(view()))

    expect(presence(state, 'ventris', AT + LEASE_MS)).toBe('there')
    expect(presence(state, 'ventris', AT + LEASE_MS + 1)).toBe('away')
  })

  test('lives by the server’s clock, however wrong ours is', () => {
    const ours = 5
    const state = page(connected, seen(view(), ours))

    expect(presence(state, 'ventris', ours + LEASE_MS)).toBe('there')
    expect(presence(state, 'ventris', ours + LEASE_MS + 1)).toBe('away')
  })

  test('has no port when its node says so', () => {
    expect(presence(page(connected, seen(view({ port: null }))), 'ventris', AT)).toBe('no-port')
  })

  test('is unknown while nobody tells us anything', () => {
    const lost = reduce(page(connected, seen(view())), { event: 'connection', data: false })

    expect(presence(emptyPage, 'ventris', AT)).toBe('unknown')
    expect(presence(lost, 'ventris', AT)).toBe('unknown')
  })

  test('is away as soon as its node is seen to stop', () => {
    const node = { name: 'node', state: 'down', using: 'in this process', detail: 'Stopped.' } as const

    expect(
      presence(page(connected, seen(view()), { event: 'layers', data: [node], now: AT }), 'ventris', AT),
    ).toBe('away')
  })

  test('is away when no node has ever reported it', () => {
    expect(presence(page(connected, seen(view())), 'other', AT)).toBe('away')
  })
})

describe('the wire', () => {
  test('shows the newest messages first, and only so many', () => {
    const state = page(...Array.from({ length: WIRE_SHOWN + 3 }, (_, i) => wired(sent(i))))

    expect(state.wire).toHaveLength(WIRE_SHOWN)
    expect(state.wire[0]?.at).toBe(WIRE_SHOWN + 2)
  })

  test('repeated by a reconnect is shown once', () => {
    expect(page(wired(sent(1)), wired(sent(2)), wired(sent(1))).wire.map(({ at }) => at)).toEqual([2, 1])
  })

  test('into a pulled cable adds nothing to what the pedal received', () => {
    const port = { name: 'port', state: 'down', using: '', detail: '', switchedOn: false } as const
    const state = page({ event: 'layers', data: [port], now: AT }, wired(sent(1)))

    expect(state.wire).toHaveLength(1)
    expect(state.received).toEqual({})
  })

  test('adds to what the pedal received, until its power goes off', () => {
    const state = page({ event: 'pedal', data: { values: { 2: 9 } }, now: AT }, wired(sent(1)))
    const off = reduce(state, { event: 'pedal', data: { values: {} }, now: AT })

    expect(state.received).toEqual({ 1: 7, 2: 9 })
    expect(off.received).toEqual({})
  })
})
