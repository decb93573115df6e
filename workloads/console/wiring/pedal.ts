/** The pedal that is played: the one on the floor where this machine has its port, a virtual one where it does not. */
import type { Profile } from '../../lounge/profile.ts'
import { machinePorts } from '../../midi-node/easymidi.ts'
import { type MidiPorts, tryFindPort } from '../../midi-node/out.ts'
import { VirtualPedal } from '../../midi-node/virtual.ts'

export type Pedal = {
  readonly ports: MidiPorts
  readonly wanted: readonly string[]
  /** 0–15. */
  readonly channel: number
  /** Undefined for a real one, whose cable only a hand can pull. */
  readonly virtual: VirtualPedal | undefined
  readonly using: string
  readonly toUseReal?: string
}

export type PedalOptions = {
  readonly profile: Profile
  /** A piece of a port's name: that one and no other, however long it takes to come. */
  readonly port?: string | undefined
  /** 0–15. @default the profile's */
  readonly channel?: number | undefined
  /** @default this machine's */
  readonly machine?: MidiPorts
}

/** Which port would be used now, and in a sentence why none would. */
const look = (machine: MidiPorts, wanted: readonly string[]) => {
  try {
    const name = tryFindPort(machine.list(), wanted)
    return { name, why: 'Connect the pedal and start again' }
  } catch (error) {
    return { name: undefined, why: (error as Error).message.replace(/\.$/, '') }
  }
}

const virtual = ({ profile }: PedalOptions, why: string): Pedal => {
  const name = `Virtual ${profile.name}`
  const pedal = new VirtualPedal({ name, channel: profile.channel })
  return {
    ports: pedal,
    virtual: pedal,
    wanted: [name],
    channel: profile.channel,
    using: 'a virtual pedal',
    toUseReal: `${why}. MIDI_PORT=… names a port that is called otherwise.`,
  }
}

export const findPedal = (options: PedalOptions): Pedal => {
  const { profile, port, channel = profile.channel, machine = machinePorts() } = options
  const wanted = port === undefined ? profile.ports : [port]
  const { name, why } = look(machine, wanted)
  if (name === undefined && port === undefined) return virtual(options, why)
  return { ports: machine, wanted, channel, virtual: undefined, using: name ?? `the MIDI port "${port}"` }
}
