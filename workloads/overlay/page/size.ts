/** How large each part is by itself, in units of a tenth of a 1080p pixel row; all of them make 192 by 108. */

type Size = { width: number; height: number }

const WHOLE: Size = { width: 192, height: 108 }

const ALONE: Readonly<Record<string, Size>> = {
  engine: { width: 66, height: 24 },
  player: { width: 24, height: 16 },
  card: { width: 60, height: 57 },
  knobs: { width: 33, height: 65 },
  deed: { width: 84, height: 12 },
  status: { width: 40, height: 40 },
}

/** What fills the source: one part alone is as large as it can be, several are where they always are. */
export const sizeOf = (parts: readonly string[]): Size => {
  const [only, ...others] = parts
  return (others.length === 0 && only !== undefined ? ALONE[only] : undefined) ?? WHOLE
}
