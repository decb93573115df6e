/** The MIDI ports of this machine, by easymidi: checked bytes in, readable sentences out. */
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import type { Channel, Output } from 'easymidi'
import { checked, type MidiOut, type MidiPorts } from './out.ts'

/** What this adapter needs of the driver. Both throw where the machine has no MIDI. */
export type Driver = { names(): string[]; open(name: string): Pick<Output, 'send' | 'close'> }

/** Loading the binding throws where there is none for this machine, so it waits until a port is asked for. */
const native = (): Driver => {
  const require = createRequire(import.meta.url)
  const easymidi: typeof import('easymidi') = require('easymidi')
  // easymidi's own list leaves a sequencer client behind each time; polled, ALSA refuses the ninetieth or so.
  const binding: { Output: { getPortNames(): string[] } } = createRequire(require.resolve('easymidi'))(
    '@julusian/midi',
  )
  const names = () => {
    // Without it the binding throws as well, but ALSA's library writes to stderr first, at each look at the list.
    if (isLinux) accessSync(SEQUENCER, constants.R_OK | constants.W_OK)
    return binding.Output.getPortNames()
  }
  return { names, open: (name) => new easymidi.Output(name) }
}

const isLinux = process.platform === 'linux'
const SEQUENCER = '/dev/snd/seq'

const NEEDS = isLinux
  ? `no ALSA sequencer (${SEQUENCER}) that it may use: load it with "modprobe snd-seq", and in a container mount /dev/snd`
  : 'its driver does not start'

/**
 * Throws from `list` a sentence where this machine has no MIDI at all. Names are listed anew right before a port is
 * opened, because ports are opened by number and numbers move; on Linux a name ends in a client number that changes
 * with each plugging in, so a port that came back is another name and is opened again.
 */
export const machinePorts = (load: () => Driver = native): MidiPorts => {
  let driver: Driver | undefined
  const loaded = () => {
    driver ??= load()
    return driver
  }
  const list = () => {
    try {
      return numbered(loaded().names())
    } catch (cause) {
      throw new Error(`MIDI is not available on this machine: ${NEEDS}.`, { cause })
    }
  }
  return {
    list,
    open: (name) => {
      if (!list().includes(name)) throw new Error(`There is no MIDI port named "${name}"`)
      return opened(loaded().open(name))
    },
  }
}

/** As easymidi tells ports of one name apart: "X", "X1", "X2". */
const numbered = (names: readonly string[]): string[] => {
  const unique = new Set<string>()
  for (const name of names) {
    let n = 0
    while (unique.has(name + (n || ''))) n += 1
    unique.add(name + (n || ''))
  }
  return [...unique]
}

const opened = (output: Pick<Output, 'send' | 'close'>): MidiOut => {
  let isOpen = true
  return {
    send: (bytes) => {
      const [status, controller, value] = checked(bytes)
      if (isOpen) output.send('cc', { channel: (status & 0x0f) as Channel, controller, value })
    },
    close: () => {
      if (isOpen) output.close()
      isOpen = false
    },
  }
}
