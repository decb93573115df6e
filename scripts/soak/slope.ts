/** Whether a series of looks grows: its slope over the hour, and how far that is certain. */

/** One look: seconds since the start, and what was seen. */
export type Look = readonly [second: number, value: number]

export type Slope = {
  /** A change an hour, in the unit of the values. */
  readonly perHour: number
  /** The true slope lies so far from it on either side, with 95 % confidence. */
  readonly give: number
}

/** What stands for the values of a block. */
type Typical = (values: readonly number[]) => number

/** Neighbouring looks are much alike: as many as these medians are taken as independent, not each look. */
const BLOCKS = 12
/** Student's t for 95 % on both sides with ten degrees of freedom, which is two less than the blocks. */
const T = 2.228
const HOUR_S = 3_600

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return mean([sorted[Math.floor(middle)] ?? 0, sorted[Math.ceil(middle)] ?? 0])
}

export const least = (values: readonly number[]) => Math.min(...values)

const blocksOf = (looks: readonly Look[], typical: Typical): Look[] =>
  Array.from({ length: BLOCKS }, (_, index) => {
    const from = Math.floor((index * looks.length) / BLOCKS)
    const block = looks.slice(from, Math.floor(((index + 1) * looks.length) / BLOCKS))
    return [median(block.map(([second]) => second)), typical(block.map(([, value]) => value))]
  })

/** The least squares through what is typical of twelve blocks. Wants at least twelve looks. */
export const slopeOf = (looks: readonly Look[], typical: Typical = median): Slope => {
  if (looks.length < BLOCKS) throw new Error(`a slope needs ${BLOCKS} looks, there are ${looks.length}`)
  const blocks = blocksOf(looks, typical)
  const at = mean(blocks.map(([second]) => second))
  const level = mean(blocks.map(([, value]) => value))
  const spread = blocks.reduce((sum, [second]) => sum + (second - at) ** 2, 0)
  const rise = blocks.reduce((sum, [second, value]) => sum + (second - at) * (value - level), 0) / spread
  const left = blocks.reduce((sum, [second, value]) => sum + (value - level - rise * (second - at)) ** 2, 0)
  const give = T * Math.sqrt(left / (BLOCKS - 2) / spread)
  return { perHour: rise * HOUR_S, give: give * HOUR_S }
}
