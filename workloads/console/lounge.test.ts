/** The real services wired in one process: a line in the chat ends in bytes at the pedal, and in an honest reply. */
import { afterEach, expect, test } from 'vitest'
import { VirtualPedal } from '../midi-node/virtual.ts'
import { ccOf, cleanUp, KEY, received, rig } from './testing/rig.ts'

afterEach(cleanUp)

const TIME = ccOf('a.time')

test('a viewer turns a knob: a line over IRC ends in a control change at the pedal and a reply that is true', async () => {
  const { pedal, join } = await rig()
  const zoe = await join('Zoe')
  const arrives = received(pedal, TIME)

  const reply = await zoe.ask('!time 7')

  expect((await arrives).bytes).toEqual([0xb0, TIME, 89])
  expect(reply).toMatch(/^@Zoe .*time.* 7/i)
  expect(reply).not.toMatch(/pending|will follow/i)
})
