import { expect, test } from 'vitest'
import { machinePorts } from './easymidi.ts'

const rig = (names: string[]) => {
  const calls: unknown[][] = []
  const output = { send: (...words: unknown[]) => calls.push(words), close: () => calls.push(['close']) }
  const driver = {
    names: () => names,
    open: (name: string) => {
      calls.push(['open', name])
      return output
    },
  }
  return { ports: machinePorts(() => driver), calls, names }
}

test('a machine without MIDI says so in a sentence, as often as it is asked', () => {
  const ports = machinePorts(() => {
    throw new Error('Failed to initialise RtMidi')
  })

  expect(() => ports.list()).toThrow(/^MIDI is not available on this machine: .+\.$/)
  expect(() => ports.open('Ventris')).toThrow(/^MIDI is not available on this machine: .+\.$/)
})

test('ports of one name are told apart as easymidi does it', () => {
  expect(rig(['Ventris', 'Through', 'Ventris', 'Ventris']).ports.list()).toEqual([
    'Ventris',
    'Through',
    'Ventris1',
    'Ventris2',
  ])
})

test('a port that left since it was listed is not opened', () => {
  const { ports, calls, names } = rig(['Ventris 24:0'])
  names.pop()

  expect(() => ports.open('Ventris 24:0')).toThrow('There is no MIDI port named "Ventris 24:0"')
  expect(calls).toEqual([])
})

test('a control change keeps its channel on the way to the driver', () => {
  const { ports, calls } = rig(['Ventris'])

  ports.open('Ventris').send([0xb3, 21, 99])

  expect(calls).toEqual([
    ['open', 'Ventris'],
    ['cc', { channel: 3, controller: 21, value: 99 }],
  ])
})

test('the driver never sees wrong bytes, nor anything after closing', () => {
  const { ports, calls } = rig(['Ventris'])
  const out = ports.open('Ventris')

  expect(() => out.send([0xb0, 1, 200])).toThrow(RangeError)
  out.close()
  out.send([0xb0, 1, 20])
  out.close()

  expect(calls).toEqual([['open', 'Ventris'], ['close']])
})
