/** Owns the MIDI port: finds it by name, notices a pulled cable and its return by polling, and opens it again. */
import { controlChange, type MidiOut, type MidiPorts, tryFindPort } from './out.ts'

export type NodeLog = Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>

type Options = {
  ports: MidiPorts
  /** Case-insensitive pieces of the port's name, best first. */
  wanted: readonly string[]
  /** 0–15. */
  channel: number
  log: NodeLog
  /** Epoch milliseconds. */
  now: () => number
  onOpen: () => void
  onLost: () => void
}

type Open = { name: string; out: MidiOut }

const POLL_MS = 1_000 // there is no hot-plug event, and an unplugged port takes bytes without a word

export class PortKeeper {
  readonly #options: Options
  #open: Open | undefined
  #isStopped = false
  #since: number
  #timer: NodeJS.Timeout | undefined
  /** Said once until it changes: a machine without a pedal must not fill a log. */
  #trouble = ''

  constructor(options: Options) {
    this.#options = options
    this.#since = options.now()
  }

  /** The open port's own name, null when there is none, and since when that is so. */
  get state(): { port: string | null; since: number; trouble: string } {
    return { port: this.#open?.name ?? null, since: this.#since, trouble: this.#trouble }
  }

  start() {
    this.check()
    this.#timer = setInterval(() => this.check(), POLL_MS)
  }

  stop() {
    clearInterval(this.#timer)
    this.#isStopped = true
    if (this.#open) this.#lose()
  }

  isOpen(): boolean {
    return this.#open !== undefined
  }

  /** Looks at the list of ports now: closes what is no longer listed, opens what has come. */
  check() {
    if (this.#isStopped) return
    const names = this.#tryList()
    if (this.#open && !names?.includes(this.#open.name)) {
      this.#options.log.warn({ port: this.#open.name }, 'the MIDI port is gone')
      this.#lose()
      this.#options.onLost()
    }
    if (!this.#open && names) this.#tryOpen(names)
  }

  /** The bytes that were sent; undefined when none were: no port, one that broke (it is opened again), wrong values. */
  send(message: { cc: number; value: number }): number[] | undefined {
    if (!this.#open) return undefined
    try {
      const bytes = controlChange(this.#options.channel, message)
      this.#open.out.send(bytes)
      return bytes
    } catch (error) {
      return this.#failed(error, this.#open.name)
    }
  }

  #failed(error: unknown, port: string): undefined {
    this.#options.log.error({ port, err: error }, 'the MIDI port did not take this')
    if (error instanceof RangeError) return // the bytes were wrong, not the port
    this.#lose()
    this.#options.onLost()
  }

  #tryList(): string[] | undefined {
    try {
      return this.#options.ports.list()
    } catch (error) {
      this.#say((error as Error).message)
      return undefined
    }
  }

  #tryOpen(names: readonly string[]) {
    const { ports, wanted } = this.#options
    const name = tryFindPort(names, wanted)
    if (name === undefined) return this.#sayMissing(names)
    try {
      this.#open = { name, out: ports.open(name) }
    } catch (error) {
      return this.#say(`The MIDI port "${name}" is listed but does not open: ${(error as Error).message}`)
    }
    this.#opened(name)
  }

  #opened(name: string) {
    this.#since = this.#options.now()
    this.#trouble = ''
    this.#options.log.info({ port: name }, 'the MIDI port is open')
    this.#options.onOpen()
  }

  #lose() {
    this.#open?.out.close()
    this.#open = undefined
    this.#since = this.#options.now()
  }

  #sayMissing(names: readonly string[]) {
    const there = names.length ? `there are: ${names.join(', ')}` : 'there are none'
    const wanted = this.#options.wanted.map((piece) => `"${piece}"`).join(' or ')
    this.#say(`No MIDI port is called ${wanted}; ${there}. Still looking.`)
  }

  #say(trouble: string) {
    if (trouble === this.#trouble) return
    this.#trouble = trouble
    this.#options.log.warn({ port: null }, trouble)
  }
}
