import { describe, expect, test } from 'vitest'
import { type Bench, midiPortContract } from './out.contract.ts'
import { controlChange, tryFindPort } from './out.ts'
import { recordingPorts } from './testing/recording.ts'
import { VirtualPedal } from './virtual.ts'

const nothing = async () => {}

midiPortContract('the recording fake', async (): Promise<Bench> => {
  const { ports, sent, plugIn } = recordingPorts('Pedal 20:0')
  return {
    ports,
    pedal: () => ports.list()[0],
    received: async () => sent.flat(),
    unplug: async () => plugIn(),
    plug: async () => plugIn('Pedal 24:0'),
    end: nothing,
  }
})

midiPortContract('the virtual pedal', async (): Promise<Bench> => {
  const pedal = new VirtualPedal()
  const heard: number[] = []
  pedal.listen((event) => {
    if (event.kind === 'message') heard.push(...event.bytes)
  })
  return {
    ports: pedal,
    pedal: () => pedal.list()[0],
    received: async () => heard,
    unplug: async () => pedal.unplug(),
    plug: async () => pedal.plug(),
    end: nothing,
  }
})

describe('a port is found', () => {
  const names = [
    'Midi Through:Midi Through Port-0 14:0',
    'One Series Ventris Reverb:MIDI 1 24:0',
    'Ventris B 28:0',
  ]

  test('by a piece of its name, whatever the case', () => {
    expect(tryFindPort(names, ['ventris reverb'])).toBe(names[1])
  })

  test('by the first piece that is there, not by the first port', () => {
    expect(tryFindPort(names, ['Ventris Dual', 'ventris b', 'Midi Through'])).toBe(names[2])
  })

  test('not at all when no piece is there', () => {
    expect(tryFindPort(names, ['Timeline'])).toBeUndefined()
  })
})

test('a control change is a status byte with the channel, then two bytes', () => {
  expect(controlChange(0, { cc: 2, value: 127 })).toEqual([0xb0, 2, 127])
  expect(controlChange(15, { cc: 0, value: 0 })).toEqual([0xbf, 0, 0])
})

test.each([16, -1, 0.5])('channel %d is refused with a sentence', (channel) => {
  expect(() => controlChange(channel, { cc: 1, value: 1 })).toThrow(
    `Expected a MIDI channel from 0 to 15, got ${channel}`,
  )
})

test('wrong bytes are refused with a sentence that shows them', () => {
  expect(() => controlChange(0, { cc: 1, value: 200 })).toThrow(
    'Expected a control change (a status byte 176–191, two integers 0–127), got 176 1 200',
  )
})
