import { expect, test } from 'vitest'
import type { Change } from '../../../lounge/log.ts'
import type { Layer } from '../contract.ts'
import { emptyPage, type PageState } from '../store.ts'
import { statusOf } from './status.ts'

const change: Change = {
  id: 'x',
  generation: 4,
  correlation: 'c',
  source: 'chat',
  who: { platform: 'console', id: '1', login: 'ana', name: 'Ana', role: 'viewer' },
  at: 0,
  intent: { kind: 'undo' },
  turns: [{ device: 'ventris', control: 'a.time', from: null, to: 89 }],
  label: 'Time',
  limited: false,
}

const waiting: PageState = { ...emptyPage, changes: [change] }
const layer = (name: Layer['name'], state: Layer['state']): Layer => ({ name, state, using: '', detail: '' })

test('nothing waits: says that the pedal is there', () => {
  expect(statusOf(emptyPage, 'there')).toEqual({
    tone: 'there',
    lead: 'pedal there',
    rest: 'everything is applied',
  })
})

test('something waits: says how much, and for what', () => {
  const two = { ...waiting, changes: [change, { ...change, id: 'y', generation: 5 }] }

  expect(statusOf(waiting, 'no-port')).toMatchObject({ tone: 'pending', lead: '1 change pending' })
  expect(statusOf(two, 'away')).toMatchObject({
    lead: '2 changes pending',
    rest: expect.stringContaining('node'),
  })
})

test('a database that is away comes before everything, because nothing is accepted', () => {
  const down = { ...waiting, layers: [layer('store', 'down')] }

  expect(statusOf(down, 'there').lead).toBe('database away')
  expect(statusOf({ ...waiting, layers: [layer('store', 'up')] }, 'there').lead).toBe('1 change pending')
})
