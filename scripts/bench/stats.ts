/** Numbers about numbers: quantiles, medians of rounds, and how they are written. */

/** The smallest of the values that at least `share` (0–1) of them do not exceed; 0 of none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

export const median = (values: readonly number[]) => quantile(values, 0.5)

/** Two digits that matter, none behind the point from 100 on. */
export const short = (value: number): string => {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 100) return String(Math.round(value))
  return String(Math.round(value * (Math.abs(value) < 10 ? 100 : 10)) / (Math.abs(value) < 10 ? 100 : 10))
}

/** The median of the rounds, and the least and most of them. */
export const spread = (rounds: readonly number[]) =>
  rounds.length < 2
    ? short(median(rounds))
    : `${short(median(rounds))} (${short(Math.min(...rounds))}–${short(Math.max(...rounds))})`

/** How many times as much as the others, by their medians. */
export const ratio = (ours: readonly number[], theirs: readonly number[]) =>
  `× ${short(median(ours) / median(theirs))}`
