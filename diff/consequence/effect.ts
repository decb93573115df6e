/** What a change does to one workload. */
import { z } from 'zod'

/**
 * `nothing`: its pods stay. `rolls`: they are replaced while others serve. `recreated`: they go before others come.
 * `refused`: the API server will not take the change. `loses`: what it has kept is gone.
 */
export const Does = z.enum(['nothing', 'scaled', 'starts', 'rolls', 'recreated', 'stops', 'refused', 'loses'])
export type Does = z.infer<typeof Does>

export type Outcome = {
  readonly does: Does
  /** One sentence, of what and for how long. */
  readonly says: string
  /** Seconds until all is as it should be, at most; pulling images is not counted. */
  readonly atMost?: number
  /** Seconds without any pod that is ready, at most. */
  readonly away?: number
  /** The old pods and the new ones may run at the same time, whatever the strategy. */
  readonly overlaps?: true
}
