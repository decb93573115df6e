/** Levels are what people type (0–10, decimals allowed); values are what MIDI carries. Import-free: the page uses it too. */

/** Both ends are included; a discrete control's range is its own, e.g. 0–4. */
export type Range = { readonly min: number; readonly max: number }

export const MAX_LEVEL = 10

/** The value nearest to a level 0–10 in the control's own range. */
export const toValue = (level: number, { min, max }: Range): number =>
  min + Math.round((level / MAX_LEVEL) * (max - min))

/** The level of a value, to one decimal; 0 where the range is a single value. */
export const toLevel = (value: number, { min, max }: Range): number =>
  max === min ? 0 : Math.round(((value - min) / (max - min)) * MAX_LEVEL * 10) / 10

/** A value as people read it: "7", "2.5". */
export const formatLevel = (value: number, range: Range): string => String(toLevel(value, range))
