/** A pedal behind the real ALSA sequencer, heard by another program, with a cable that can be pulled. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { ventris } from '../../lounge/devices/index.ts'
import { machinePorts } from '../easymidi.ts'
import type { Bench } from '../out.contract.ts'
import { controlChange, tryFindPort } from '../out.ts'

/**
 * `plug` and `unplug` are shell commands that return when it is done; `received` prints in hex, for as long as it
 * runs, what reaches the pedal. Undefined: a program of our own opens a virtual port, and its end is the pulled cable.
 */
export type AlsaPedal = { plug: string; unplug: string; received: string } | undefined

const OWN = new URL('./alsa-pedal.ts', import.meta.url).pathname
const PROBE = 119 // a CC number that means nothing to anybody
const LOOK_MS = 50

/** A byte ≥ 128 is a status byte; a raw device may leave out a repeated one ("running status"). */
const messagesIn = (text: string): number[][] => {
  const messages: number[][] = []
  let status = 0
  let data: number[] = []
  for (const byte of text
    .split(/\s+/)
    .filter(Boolean)
    .map((hex) => Number.parseInt(hex, 16))) {
    if (byte >= 0x80) status = byte
    else data.push(byte)
    if (data.length < 2) continue
    messages.push([status, ...data])
    data = []
  }
  return messages
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await pause(LOOK_MS)
}

class Cable {
  readonly ports = machinePorts()
  readonly #pedal: AlsaPedal
  #hearing: ChildProcess | undefined
  #heard = ''
  #skipped = 0

  constructor(pedal: AlsaPedal) {
    this.#pedal = pedal
  }

  pedal() {
    return tryFindPort(this.ports.list(), ventris.ports)
  }

  /** Every message since the cable was plugged in. */
  get messages() {
    return messagesIn(this.#heard).slice(this.#skipped)
  }

  async received(count: number) {
    await until(() => this.messages.flat().length >= count)
    return this.messages.flat()
  }

  async plug() {
    if (this.#pedal) this.#sh(this.#pedal.plug)
    this.#hear()
    await until(() => this.pedal() !== undefined)
    await this.#probe()
  }

  async unplug() {
    await this.#deafen()
    if (this.#pedal) this.#sh(this.#pedal.unplug)
    await until(() => this.pedal() === undefined)
  }

  async end() {
    if (this.pedal() !== undefined) await this.unplug()
  }

  #sh(command: string) {
    execFileSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] })
  }

  /** In a group of its own, so that a shell's child ends with it. */
  #hear() {
    const [command, ...words] = this.#pedal ? ['sh', '-c', this.#pedal.received] : [process.execPath, OWN]
    const hearing = spawn(command as string, words, { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
    this.#heard = ''
    this.#skipped = 0
    hearing.stdout.on('data', (text) => {
      this.#heard += text
    })
    this.#hearing = hearing
  }

  async #deafen() {
    const hearing = this.#hearing
    this.#hearing = undefined
    if (!hearing?.pid || hearing.exitCode !== null || hearing.signalCode !== null) return
    const ended = once(hearing, 'exit')
    process.kill(-hearing.pid)
    await ended
  }

  /** A raw device drops what comes before its first reader: send until something is heard, then wait for the last. */
  async #probe() {
    const out = this.ports.open(this.pedal() as string)
    let value = 0
    for (; messagesIn(this.#heard).length === 0; value = (value + 1) % 128) {
      out.send(controlChange(0, { cc: PROBE, value }))
      await pause(LOOK_MS)
    }
    out.send(controlChange(1, { cc: PROBE, value: 0 }))
    const isLast = ([status]: number[]) => status === 0xb1
    await until(() => messagesIn(this.#heard).some(isLast))
    this.#skipped = messagesIn(this.#heard).findIndex(isLast) + 1
    out.close()
  }
}

/** A bench whose pedal is plugged in, and whose every byte from now on is heard. */
export const alsaBench = async (pedal: AlsaPedal): Promise<Bench & { messages(): number[][] }> => {
  const cable = new Cable(pedal)
  await cable.plug()
  return {
    ports: cable.ports,
    messages: () => cable.messages,
    pedal: () => cable.pedal(),
    received: (count) => cable.received(count),
    plug: () => cable.plug(),
    unplug: () => cable.unplug(),
    end: () => cable.end(),
  }
}
