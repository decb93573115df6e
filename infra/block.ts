/** Blocks of IPv4 addresses. */

export type Block = {
  /** Its length in bits: 32 is one address. */
  readonly prefix: number
  /** As everybody writes it, e.g. `198.51.100.0/24`. */
  readonly written: string
}

const OCTETS = 4
const BITS = 8
const WRITTEN = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/

/** What stays of an octet of which the block fixes so many bits. */
const fixed = (octet: number, bits: number) => {
  const free = 2 ** (BITS - Math.min(BITS, Math.max(0, bits)))
  return octet - (octet % free)
}

/** Undefined for anything that is no block. */
export const tryBlock = (text: string): Block | undefined => {
  const numbers = WRITTEN.exec(text)?.slice(1).map(Number) ?? []
  const octets = numbers.slice(0, OCTETS)
  const prefix = numbers.at(OCTETS) ?? Number.NaN
  if (!(prefix <= OCTETS * BITS) || octets.some((octet) => octet >= 2 ** BITS)) return undefined
  const first = octets.map((octet, index) => fixed(octet, prefix - index * BITS))
  return { prefix, written: `${first.join('.')}/${prefix}` }
}
