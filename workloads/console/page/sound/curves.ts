/** Curves that bend a wave: warm, coarse, or only kept in bounds. */

const POINTS = 1_025

const curve = (bend: (x: number) => number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: POINTS }, (_, i) => bend((i / (POINTS - 1)) * 2 - 1))

/** `amount` 0 is nearly straight, 1 is a small amplifier in trouble, turned down by about what the drive adds. */
export const driven = (amount: number) => {
  const push = 1 + 14 * amount
  return curve((x) => Math.tanh(push * x) / Math.tanh(push) / Math.sqrt(push))
}

/** `amount` 0 keeps 64 steps, 1 keeps five. */
export const coarse = (amount: number) => {
  const steps = Math.round(64 - 59 * amount)
  return curve((x) => Math.round(x * steps) / steps)
}

/** The last guard: soft, and never past ±1. */
export const bounded = () => curve((x) => Math.tanh(1.4 * x))
