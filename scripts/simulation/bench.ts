/** The pedal and its node, which may end and start again; it remembers on its disk whom it serves. */

import type { Desired } from '../../workloads/lounge/answer.ts'
import { gm2 } from '../../workloads/lounge/devices/index.ts'
import type { Term } from '../../workloads/lounge/log.ts'
import { desiredStream } from '../../workloads/midi/streams.ts'
import type { Midi } from '../../workloads/midi-node/node.ts'
import { MidiNode } from '../../workloads/midi-node/node.ts'
import type { Served } from '../../workloads/midi-node/served.ts'
import { VirtualPedal } from '../../workloads/midi-node/virtual.ts'
import type { Random } from '../faults/random.ts'
import { Cable } from './cable.ts'
import type { Side } from './side.ts'

/** One control change that reached the pedal, and the term in whose name. */
export type Byte = { at: number; term: number; cc: number; value: number; correlation: string | undefined }

type Parts = {
  sides: readonly Side[]
  random: Random
  now: () => number
  /** @default one that remembers */
  served?: () => Served
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const remembering = (): Served => {
  let highest: Term | null = null
  const keep = (term: Term) => {
    highest = term
  }
  return { highest: () => highest, keep }
}

export class Bench {
  readonly pedal = new VirtualPedal({ name: 'General MIDI' })
  readonly bytes: Byte[] = []
  /** Whom the node began to serve, in order. */
  readonly served: Term[] = []
  /** To each side. */
  readonly cables: readonly Cable[]
  readonly #parts: Parts
  readonly #disk: Served
  #running: { node: MidiNode; end: AbortController } | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.cables = parts.sides.map(() => new Cable(parts.random, parts.now))
    const { highest, keep } = (parts.served ?? remembering)()
    this.#disk = {
      highest,
      keep: (term) => {
        keep(term)
        if (term.number !== this.served.at(-1)?.number) this.served.push(term)
      },
    }
    this.start()
  }

  start() {
    if (this.#running) return
    const { sides, now } = this.#parts
    const end = new AbortController()
    const node: MidiNode = new MidiNode({
      profile: gm2,
      ports: this.pedal,
      midis: sides.map((side, index) => this.#dial(side, this.cables[index] as Cable, end.signal)),
      served: this.#disk,
      log: silent,
      now,
      onSent: ({ at, cc, value, correlation }) =>
        void this.bytes.push({ at, term: node.status.term, cc, value, correlation }),
    })
    this.#running = { node, end }
    node.start()
  }

  /** Without a last word. */
  end() {
    this.#running?.end.abort()
    void this.#running?.node.stop()
    this.#running = undefined
  }

  #dial(side: Side, cable: Cable, ended: AbortSignal): Midi {
    const { random } = this.#parts
    const someone = () => {
      const { running } = side
      return running.length === 0 ? undefined : random.pick(running)
    }
    const open = async (deliver: (desired: Desired) => void) => {
      const replica = someone()
      if (!replica) return undefined
      const { conductor, end } = replica
      end.signal.addEventListener('abort', () => cable.breakOff())
      return desiredStream(conductor, gm2.id)(({ data }) => deliver(data as Desired))
    }
    return {
      follow: async (on, signal) => {
        const onEvent = (desired: Desired) => ended.aborted || on.desired(desired)
        await cable.stream({ open, onEvent, onState: (isUp) => on.state(isUp), signal })
      },
      report: (report) =>
        ended.aborted
          ? new Promise<never>(() => undefined)
          : cable.call(async () => {
              const replica = someone()
              if (!replica) throw new Error('nobody is there')
              await replica.conductor.report(gm2.id, report)
            }),
    }
  }
}
