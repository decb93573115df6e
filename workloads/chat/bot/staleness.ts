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
  /** This host's clock that never jumps. */
  readonly steady: number
}

/** How much later than the best of the last minutes a delay is. The two clocks it was taken by may be any time apart. */
const lateness = () => {
  let best = { delay: Number.POSITIVE_INFINITY, seen: 0 }
  return (delay: number, steady: number) => {
    if (steady - best.seen > MEMORY_MS || delay <= best.delay) best = { delay, seen: steady }
    return delay - best.delay
  }
}

/**
 * Right after a (re)join the clocks are taken at their word. Later, only what is late by both of this host's clocks is:
 * setting the time of day moves one of them, and moves a platform's clock along where that runs on this host.
 */
export const staleness = () => {
  const byDay = lateness()
  const bySteady = lateness()

  return ({ at, now, joinedAt, steady }: Moment): boolean => {
    if (now - joinedAt <= AFTER_JOIN_MS && now - at > STALE_MS) return true
    const late = Math.min(byDay(now - at, steady), bySteady(steady - at, steady))
    return late > STALE_MS
  }
}
