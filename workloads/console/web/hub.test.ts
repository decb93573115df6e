/** What a page hears, when it comes, comes back, and stays. */
import { expect, test } from 'vitest'
import { Hub, type Told } from './hub.ts'

const rig = () => {
  const hub = new Hub({ boot: 'b', received: () => ({ 17: 9 }), layers: () => [] })
  const sent = (value: number) =>
    hub.wire({ at: value, bytes: [176, 17, value], cc: 17, value, says: 'time' })
  const heard = (lastId?: string) => {
    const told: Told[] = []
    const stop = hub.subscribe((one) => told.push(one), lastId)
    return { told, stop, wire: () => told.flatMap((one) => (one.event === 'wire' ? [one.data.value] : [])) }
  }
  return { hub, sent, heard }
}

test('a page that opens sees the last twelve bytes, a page that comes back what it missed', () => {
  const { sent, heard } = rig()
  for (let value = 1; value <= 20; value++) sent(value)

  expect(heard().wire()).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
  expect(heard('b-18').wire()).toEqual([19, 20])
  expect(heard('b-20').wire()).toEqual([])
})

test('a page that was open before the console started again sees what this run has sent', () => {
  const { sent, heard } = rig()
  sent(1)

  expect(heard('an-older-run-7').wire()).toEqual([1])
})

test('what the pedal holds is told last, so that it is what the page believes', () => {
  const { sent, heard } = rig()
  sent(3)

  expect(heard().told.at(-1)).toEqual({ event: 'pedal', data: { values: { 17: 9 } } })
})

test('who has left hears no more', () => {
  const { sent, heard } = rig()
  const page = heard()

  page.stop()
  sent(1)

  expect(page.wire()).toEqual([])
})
