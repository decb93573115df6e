/** A pedal without hardware: the same port as a real one, and as silent about a pulled cable as a real one is. */
import { checked, type MidiOut, type MidiPorts } from './out.ts'

/** What happens to the pedal, as it happens. */
export type PedalEvent =
  | { kind: 'message'; bytes: [number, number, number]; cc: number; value: number }
  | { kind: 'plugged' | 'unplugged' | 'power' }

type Options = {
  /** What the port is called, before the client number that each plugging in gives it. */
  name?: string
  /** The only channel it listens on, 0–15. */
  channel?: number
}

const FIRST_CLIENT = 128 // where ALSA's user clients begin

/** Keeps what it received since its power came on. Messages on other channels reach it, but change nothing. */
export class VirtualPedal implements MidiPorts {
  readonly #name: string
  readonly #channel: number
  readonly #listeners = new Set<(event: PedalEvent) => void>()
  readonly #received = new Map<number, number>()
  #client = FIRST_CLIENT
  #isPlugged = true

  constructor({ name = 'Virtual Ventris', channel = 0 }: Options = {}) {
    this.#name = name
    this.#channel = channel
  }

  get isPlugged() {
    return this.#isPlugged
  }

  /** The last value of each CC number since its power came on. */
  get values(): Record<number, number> {
    return Object.fromEntries(this.#received)
  }

  list(): string[] {
    return this.#isPlugged ? [this.#port()] : []
  }

  open(name: string): MidiOut {
    if (!this.list().includes(name)) throw new Error(`There is no MIDI port named "${name}"`)
    const client = this.#client
    let isOpen = true
    return {
      send: (bytes) => {
        const message = checked(bytes)
        if (isOpen && this.#isPlugged && client === this.#client) this.#receive(message)
      },
      close: () => {
        isOpen = false
      },
    }
  }

  /** Calls `listener` from now on; the answer ends that. */
  listen(listener: (event: PedalEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Pulls the cable: open ports go deaf for good. The pedal keeps its power and its sound. */
  unplug() {
    if (!this.#isPlugged) return
    this.#isPlugged = false
    this.#emit({ kind: 'unplugged' })
  }

  /** Puts the cable back: the port returns under another client number. */
  plug() {
    if (this.#isPlugged) return
    this.#client += 1
    this.#isPlugged = true
    this.#emit({ kind: 'plugged' })
  }

  /** Power off and on: everything received is forgotten, and nobody at the other end of the cable can tell. */
  powerCycle() {
    this.#received.clear()
    this.#emit({ kind: 'power' })
  }

  #port() {
    return `${this.#name}:${this.#name} MIDI 1 ${this.#client}:0`
  }

  #receive(bytes: [number, number, number]) {
    const [status, cc, value] = bytes
    if ((status & 0x0f) === this.#channel) this.#received.set(cc, value)
    this.#emit({ kind: 'message', bytes, cc, value })
  }

  #emit(event: PedalEvent) {
    for (const listener of this.#listeners) listener(event)
  }
}
