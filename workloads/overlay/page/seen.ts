/** Measures from an event's arrival to the frame that shows it, and tells the overlay. */

type Options = { url: string; now: () => number; fetch: typeof fetch }

/** A page tells no more often, in milliseconds. */
const GAP_MS = 200

export class SeenReporter {
  readonly #options: Options
  #toldAt = Number.NEGATIVE_INFINITY
  /** There and back, of the last time it told. */
  #trip = 0

  constructor(options: Options) {
    this.#options = options
  }

  /** Called in the frame that shows it: what follows the frame's painting is the next task. */
  painting(generation: number, arrivedAt: number) {
    const { now } = this.#options
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      channel.port1.close()
      void this.#tell({ generation, paint: now() - arrivedAt })
    }
    channel.port2.postMessage(null)
  }

  async #tell({ generation, paint }: { generation: number; paint: number }) {
    const { url, now, fetch } = this.#options
    const at = now()
    if (generation < 1 || at - this.#toldAt < GAP_MS) return
    this.#toldAt = at
    const body = JSON.stringify({ generation, paint: Math.min(paint, 60_000), trip: this.#trip })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
    if (answer?.ok) this.#trip = now() - at
  }
}
