/** Scalars that the API takes as the same although they are spelled differently. */
import type { Value } from '../change.ts'

/** Powers of ten; the smallest is a billionth. */
const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
}

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const QUANTITY = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+)|([KMGTPE]i|[numkMGTPE]?))$/

/** Decimal places that are kept: two more than the API keeps, for a product with a binary suffix. */
const PLACES = 30

/** `undefined` for what is no quantity. */
const billionths = (text: string): bigint | undefined => {
  const match = QUANTITY.exec(text)
  if (!match || !/\d/.test(text)) return undefined
  const [, sign, whole = '', fraction = '', exponent, suffix = ''] = match
  const binary = BINARY.indexOf(suffix) + 1
  const power = binary > 0 ? 0 : Number(exponent ?? DECIMAL[suffix] ?? 0)
  const places = PLACES + power - fraction.length
  if (places < 0 || places > 2 * PLACES) return undefined
  const size = BigInt(whole + fraction) * 10n ** BigInt(places) * 1024n ** BigInt(binary)
  return sign === '-' ? -size : size
}

/** In milliseconds; days and longer are Prometheus' own. */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
}

const PART = /(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdwy])/g

const milliseconds = (text: string): number | undefined => {
  const parts = [...text.matchAll(PART)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit as string] as number), 0)
}

/** The same for all spellings of one thing; what is no such thing is itself. */
export const plain = (value: Value, is: 'quantity' | 'duration' | undefined): string => {
  const read = is === 'quantity' ? billionths : is === 'duration' ? milliseconds : undefined
  const number = typeof value === 'string' || typeof value === 'number' ? read?.(String(value)) : undefined
  return number === undefined ? JSON.stringify(value) : `${is} ${number}`
}
