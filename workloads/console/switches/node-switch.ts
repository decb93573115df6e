/** The node of this process, which a person may stop and start: each start is a new one, as after a crash. */
import type { MidiNode } from '../../midi-node/node.ts'

export class NodeSwitch {
  readonly #make: () => MidiNode
  #node: MidiNode | undefined
  /** Flips run one after the other. */
  #turn: Promise<void> = Promise.resolve()

  constructor(make: () => MidiNode) {
    this.#make = make
  }

  /** Undefined while it is stopped. */
  get status() {
    return this.#node?.status
  }

  flip(on: boolean): Promise<void> {
    this.#turn = this.#turn.then(() => (on ? this.#start() : this.#stop()))
    return this.#turn
  }

  #start() {
    if (this.#node !== undefined) return
    this.#node = this.#make()
    this.#node.start()
  }

  async #stop() {
    const node = this.#node
    this.#node = undefined
    await node?.stop()
  }
}
