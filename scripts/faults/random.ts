/** Chance that can be repeated: the same seed, the same choices. */

export type Random = ReturnType<typeof random>

/** Mulberry32. */
export const random = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T
  return {
    /** From 0 to 1, without 1. */
    next,
    /** A whole number from 0, without `end`. */
    below,
    between: (from: number, to: number) => from + next() * (to - from),
    pick,
    shuffled: <T>(items: readonly T[]): T[] => {
      const rest = [...items]
      return items.map(() => rest.splice(below(rest.length), 1)[0] as T)
    },
  }
}
