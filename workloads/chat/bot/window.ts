/** How many lines a platform takes in a while: Twitch's sliding windows, kept a little below the cap. */

export type Allowance = {
  /** At most so many lines within the window. */
  readonly lines: number
  readonly windowMs: number
  /** At least so far apart. */
  readonly spacingMs: number
  /** Once so many lines have left within the window the others leave further apart, and replies that wait join. */
  readonly atOnce: number
  readonly crowdedMs: number
}

/** Twitch takes 20 in 30 s, one a second a channel; past it the account is ignored for half an hour. */
export const EVERYONE: Allowance = {
  lines: 18,
  windowMs: 30_000,
  spacingMs: 1_200,
  atOnce: 18,
  crowdedMs: 1_200,
}
/** Moderators and the broadcaster: 100 in 30 s. A crowd must not spend them in a second on one reply each. */
export const TRUSTED: Allowance = { lines: 90, windowMs: 30_000, spacingMs: 0, atOnce: 30, crowdedMs: 500 }

export const slidingWindow = () => {
  let spent: number[] = []
  return {
    spend(now: number) {
      spent.push(now)
      spent = spent.filter((at) => now - at < EVERYONE.windowMs)
    },
    /** Milliseconds until the next line may go, 0 for now. */
    wait(now: number, { lines, windowMs, spacingMs, atOnce, crowdedMs }: Allowance): number {
      const last = spent.at(-1) ?? Number.NEGATIVE_INFINITY
      const first = spent.at(-lines) ?? Number.NEGATIVE_INFINITY
      const isCrowded = (spent.at(-atOnce) ?? Number.NEGATIVE_INFINITY) + windowMs > now
      return Math.max(0, last + (isCrowded ? crowdedMs : spacingMs) - now, first + windowMs - now)
    },
  }
}
