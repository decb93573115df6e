/** From the event to the screen: what a page measured, added to what passed before it was told. */
import { z } from 'zod'
import type { Shown } from '../data/screen-client.ts'
import type { Metrics } from '../service/metrics.ts'

/** What a page says it has painted. Milliseconds by the page's own clock. */
export const Seen = z.object({
  generation: z.int().min(1),
  /** From the arrival of the event to the frame that shows it. */
  paint: z.number().min(0).max(60_000),
  /** There and back, of what it said last; 0 while it does not know. */
  trip: z.number().min(0).max(60_000),
})
export type Seen = z.infer<typeof Seen>

/** Generations a page may still speak of. */
const REMEMBERED = 256

type Told = { happened: number; told: number }

export class Delays {
  readonly #clock: () => number
  readonly #histogram
  readonly #told = new Map<number, Told>()

  constructor({ metrics, clock }: { metrics: Metrics; clock: () => number }) {
    this.#clock = clock
    this.#histogram = metrics.histogram(
      'overlay_event_to_screen_seconds',
      'From a commit to the frame that shows it, as the pages measure it',
    )
  }

  /** A generation that was not shown before is told to the pages now. */
  told({ screen }: Shown) {
    if (screen === null || screen.at === null || this.#told.has(screen.generation)) return
    this.#told.set(screen.generation, { happened: screen.at, told: this.#clock() })
    const [oldest] = this.#told.keys()
    if (oldest !== undefined && this.#told.size > REMEMBERED) this.#told.delete(oldest)
  }

  /** What nobody was told of is not counted. */
  seen({ generation, paint, trip }: Seen) {
    const told = this.#told.get(generation)
    if (told === undefined) return
    this.#histogram.observe(Math.max(0, told.told - told.happened + trip / 2 + paint) / 1000)
  }
}
