/** Says in the desk whether OBS is streaming: whenever the desk says otherwise, until it doesn't. */
import { randomUUID } from 'node:crypto'
import type { MidiClient } from '../midi/client.ts'

type Ports = {
  /** Of every environment that may be live; the one that is takes the change. */
  midis: readonly MidiClient[]
  warn: (why: string) => void
}

const RETRY_MS = 2_000

export class OnAir {
  readonly #ports: Ports
  /** What OBS says, undefined while nobody knows. */
  #is: boolean | undefined
  /** What the desk says. */
  #desk: boolean | null | undefined
  #telling: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(ports: Ports) {
    this.#ports = ports
  }

  streaming(is: boolean | undefined) {
    this.#is = is
    this.#look()
  }

  desk(says: boolean | null) {
    this.#desk = says
    this.#look()
  }

  async stop() {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#telling
  }

  #look() {
    const [is, desk] = [this.#is, this.#desk]
    // A desk that has never been told is told only of what is so: off air is how it begins.
    if (this.#isStopped || is === undefined || desk === undefined || is === (desk ?? false)) return
    clearTimeout(this.#timer)
    this.#telling ??= this.#tell(is).finally(() => {
      this.#telling = undefined
      if (this.#isStopped) return
      // The desk's own word is on its way; what OBS began meanwhile does not wait for it.
      if (this.#is === is) this.#timer = setTimeout(() => this.#look(), RETRY_MS)
      else this.#look()
    })
  }

  /** One id for all of them: whoever takes it, it is one change. */
  async #tell(onAir: boolean) {
    const id = randomUUID()
    const outcomes: string[] = []
    for (const midi of this.#ports.midis) {
      const outcome = await ask(midi, id, onAir)
      if (outcome === undefined) return
      outcomes.push(outcome)
    }
    this.#ports.warn(outcomes.join('; '))
  }
}

/** Undefined when it was taken, else why not. */
const ask = async (midi: MidiClient, id: string, onAir: boolean): Promise<string | undefined> => {
  const json = { intent: { kind: 'on-air' as const, onAir } }
  try {
    const answer = await midi.v1.changes.$post({ header: { 'idempotency-key': id }, json })
    return answer.ok ? undefined : `midi answered ${answer.status}`
  } catch (error) {
    return (error as Error).message
  }
}
