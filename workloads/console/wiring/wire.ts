/** The wire as the page shows it: each control change with its meaning, and what the pedal holds by now. */
import type { Profile } from '../../lounge/profile.ts'
import type { Values } from '../../lounge/state.ts'
import type { Sent } from '../../midi-node/applier.ts'
import type { Received, Sent as Shown } from '../page/contract.ts'
import { wireWords } from './wire-words.ts'

export class Wire {
  readonly #profile: Profile
  #values: Values = {}
  readonly #received = new Map<number, number>()

  constructor(profile: Profile) {
    this.#profile = profile
  }

  /** By CC number, what was handed to the port since this process began. */
  get received(): Received {
    return Object.fromEntries(this.#received)
  }

  take({ at, bytes, cc, value, control, correlation }: Sent): Shown {
    if (control !== undefined) this.#values = { ...this.#values, [control]: value }
    this.#received.set(cc, value)
    const says = wireWords(this.#profile, this.#values, { control, cc, value })
    return { at, bytes, cc, value, says, ...(correlation === undefined ? {} : { correlation }) }
  }
}
