/** How large each part is by itself, in units of a tenth of a 1080p pixel row; what several make is the style's to say. */

type Size = { width: number; height: number }

const ALONE: Readonly<Record<string, Size>> = {
  engine: { width: 66, height: 24 },
  player: { width: 24, height: 16 },
  card: { width: 60, height: 57 },
  knobs: { width: 33, height: 65 },
  deed: { width: 84, height: 12 },
  status: { width: 40, height: 40 },
}

/** One part alone is as large as its source lets it be; undefined for several. */
export const sizeAlone = ([only = '', ...others]: readonly string[]): Size | undefined =>
  others.length === 0 ? ALONE[only] : undefined
