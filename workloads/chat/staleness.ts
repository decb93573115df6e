/** Tells a line that lay about somewhere from one that was just said, also where this host's clock is wrong. */

/** A command is worth nothing after so long: the song has gone on. */
const STALE_MS = 15_000
/** What is held back during an interruption arrives within so long after it. */
const AFTER_JOIN_MS = 15_000
/** How long the best delivery seen stays the measure, so that two clocks that drift apart are forgiven. */
const MEMORY_MS = 300_000

type Moment = {
  /** When it was said, by the platform's clock. */
  readonly at: number
  readonly now: number
  readonly joinedAt: number
  /** This host's clock that never jumps: setting its time of day makes nothing late. */
  readonly steady: number
}

/**
 * Right after a (re)join the clocks are taken at their word. Later, the shortest delay of the last minutes is how far
 * they are apart, and only what took longer than that is late.
 */
export const staleness = () => {
  let best = { delay: Number.POSITIVE_INFINITY, seen: 0 }

  return ({ at, now, joinedAt, steady }: Moment): boolean => {
    if (now - joinedAt <= AFTER_JOIN_MS && now - at > STALE_MS) return true
    const delay = steady - at
    if (steady - best.seen > MEMORY_MS || delay <= best.delay) best = { delay, seen: steady }
    return delay - best.delay > STALE_MS
  }
}
