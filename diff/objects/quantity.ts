/** Kubernetes' quantities as numbers, to be compared. */

const UNITS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** `5Gi`, `100m`, `1e3`, 2; undefined for what is none. */
const tryQuantity = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value
  const match = /^([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(value ?? ''))
  const unit = match && UNITS[match[2] as string]
  return unit === undefined || unit === null ? undefined : Number(match?.[1]) * unit
}

/** Whether both are quantities and the second is less. */
export const isLess = (from: unknown, to: unknown) => {
  const [before, after] = [tryQuantity(from), tryQuantity(to)]
  return before !== undefined && after !== undefined && after < before
}
