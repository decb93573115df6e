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

/** `left`: how many pages were told and have not answered yet. */
type Told = { happened: number; told: number; left: number }

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

  /** A generation that was not shown before is told to so many pages now. */
  told({ screen }: Shown, pages: number) {
    if (screen === null || screen.at === null || this.#told.has(screen.generation)) return
    this.#told.set(screen.generation, { happened: screen.at, told: this.#clock(), left: pages })
    const [oldest] = this.#told.keys()
    if (oldest !== undefined && this.#told.size > REMEMBERED) this.#told.delete(oldest)
  }

  /**
   * Anybody may post here, so nobody is believed further than can be: what nobody was told of, or more pages than were
   * told, count for nothing, and no page waited longer than since then.
   */
  seen({ generation, paint, trip }: Seen) {
    const told = this.#told.get(generation)
    if (told === undefined || told.left === 0) return
    told.left--
    const since = Math.min(trip / 2 + paint, this.#clock() - told.told)
    this.#histogram.observe(Math.max(0, told.told - told.happened + since) / 1000)
  }
}
