/** The MIDI ports of this machine, by easymidi: checked bytes in, readable sentences out. */
import { createRequire } from 'node:module'
import type easymidi from 'easymidi'
import { checked, type MidiOut, type MidiPorts } from './out.ts'

type Driver = Pick<typeof easymidi, 'getOutputs' | 'Output'>

const NEEDS =
  process.platform === 'linux'
    ? 'no ALSA sequencer (/dev/snd/seq): load it with "modprobe snd-seq", and in a container mount /dev/snd'
    : 'its driver does not start'

/** Loading the native binding throws where there is none for this machine, so it waits until a port is wanted. */
const load = (): Driver => createRequire(import.meta.url)('easymidi')

/**
 * Throws from `list` a sentence where this machine has no MIDI at all. Names are listed anew right before a port is
 * opened, because ports are opened by number and numbers move; on Linux a name ends in a client number that changes
 * with each plugging in, so a port that came back is another name and is opened again.
 */
export const machinePorts = (driver: () => Driver = load): MidiPorts => {
  const list = () => {
    try {
      return driver().getOutputs()
    } catch (cause) {
      throw new Error(`MIDI is not available on this machine: ${NEEDS}.`, { cause })
    }
  }
  return {
    list,
    open: (name) => {
      if (!list().includes(name)) throw new Error(`There is no MIDI port named "${name}"`)
      return opened(new (driver().Output)(name))
    },
  }
}

const opened = (output: easymidi.Output): MidiOut => {
  let isOpen = true
  return {
    send: (bytes) => {
      const [status, controller, value] = checked(bytes)
      if (isOpen) output.send('cc', { channel: (status & 0x0f) as easymidi.Channel, controller, value })
    },
    close: () => {
      if (isOpen) output.close()
      isOpen = false
    },
  }
}
