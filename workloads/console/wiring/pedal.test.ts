/** Which pedal is played. */
import { expect, test } from 'vitest'
import { ventris } from '../../lounge/devices/index.ts'
import type { MidiPorts } from '../../midi-node/out.ts'
import { recordingPorts } from '../../midi-node/testing/recording.ts'
import { findPedal } from './pedal.ts'

const without: MidiPorts = {
  list: () => {
    throw new Error('MIDI is not available on this machine: no sequencer.')
  },
  open: () => {
    throw new Error('nothing to open')
  },
}

test('a machine that has the pedal’s port plays it', () => {
  const { ports } = recordingPorts('Midi Through 14:0', 'One Series Ventris Dual Reverb MIDI 1 24:0')

  const pedal = findPedal({ profile: ventris, machine: ports })

  expect(pedal).toMatchObject({
    using: 'One Series Ventris Dual Reverb MIDI 1 24:0',
    channel: 0,
    virtual: undefined,
  })
  expect(pedal.ports).toBe(ports)
})

test('a machine without it plays a virtual one, and says what to do', () => {
  const { ports } = recordingPorts('Midi Through 14:0')

  const pedal = findPedal({ profile: ventris, machine: ports })

  expect(pedal.virtual?.list()).toHaveLength(1)
  expect(pedal.toUseReal).toMatch(/^Connect the pedal and start again\. MIDI_PORT=…/)
})

test('a machine without any MIDI plays a virtual one, and says why', () => {
  const pedal = findPedal({ profile: ventris, machine: without })

  expect(pedal.virtual).toBeDefined()
  expect(pedal.toUseReal).toMatch(/^MIDI is not available on this machine: no sequencer\. MIDI_PORT=…/)
})

test('a port that was asked for by name is waited for, never replaced', () => {
  const { ports } = recordingPorts()

  const pedal = findPedal({ profile: ventris, port: 'UM-ONE', channel: 4, machine: ports })

  expect(pedal).toMatchObject({
    virtual: undefined,
    wanted: ['UM-ONE'],
    channel: 4,
    using: 'the MIDI port "UM-ONE"',
  })
})
