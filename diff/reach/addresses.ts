/** Blocks of addresses as sets, and sets as blocks again. */
import { difference, type Span, type Spans } from './spans.ts'

export type Family = 4 | 6

const BITS = { 4: 32n, 6: 128n } as const

const four = (text: string) => text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)

const groups = (text: string) => (text === '' ? [] : text.split(':').map((part) => BigInt(`0x${part}`)))

const six = (text: string) => {
  const [head = '', tail] = text.split('::')
  const [first, last] = [groups(head), groups(tail ?? '')]
  const middle = Array<bigint>(8 - first.length - last.length).fill(0n)
  return [...first, ...middle, ...last].reduce((sum, part) => sum * 65_536n + part, 0n)
}

export const familyOf = (cidr: string): Family => (cidr.includes(':') ? 6 : 4)

/** Nothing for what is no block. */
export const spanOf = (cidr: string): Spans => {
  try {
    const family = familyOf(cidr)
    const [address = '', length] = cidr.split('/')
    const size = 1n << (BITS[family] - BigInt(length ?? BITS[family]))
    const start = (family === 6 ? six(address) : four(address)) / size
    return [[start * size, start * size + size - 1n]]
  } catch {
    return []
  }
}

export const blockSpans = (cidr: string, except: readonly string[]): Spans =>
  difference(spanOf(cidr), except.flatMap(spanOf))

const sayAddress = (value: bigint, family: Family) => {
  const [size, count] = family === 4 ? [8n, 4n] : [16n, 8n]
  const parts = Array.from({ length: Number(count) }, (_, index) => {
    const part = (value >> (size * (count - 1n - BigInt(index)))) & ((1n << size) - 1n)
    return family === 4 ? `${part}` : part.toString(16)
  })
  return family === 4 ? parts.join('.') : parts.join(':').replace(/(^|:)(0(:|$)){2,}/, '::')
}

/** The largest block that begins where the span does and does not leave it. */
const sizeAt = ([from, to]: Span, bits: bigint) => {
  let size = 0n
  while (size < bits && from % (1n << (size + 1n)) === 0n && from + (1n << (size + 1n)) - 1n <= to) size += 1n
  return size
}

const blocks = (span: Span, family: Family): string[] => {
  const bits = BITS[family]
  const found: string[] = []
  let [from, to] = span
  while (from <= to) {
    const size = sizeAt([from, to], bits)
    found.push(`${sayAddress(from, family)}/${bits - size}`)
    from += 1n << size
  }
  return found
}

const KNOWN: Readonly<Record<string, string>> = {
  '0.0.0.0/0': 'every address (0.0.0.0/0)',
  '::/0': 'every IPv6 address (::/0)',
  '10.0.0.0/8': 'private addresses 10.0.0.0/8',
  '172.16.0.0/12': 'private addresses 172.16.0.0/12',
  '192.168.0.0/16': 'private addresses 192.168.0.0/16',
  '169.254.0.0/16': "link-local addresses 169.254.0.0/16, where a cloud's credentials are",
}

/** More are counted, not listed. */
const MOST = 4

export const sayAddresses = (spans: Spans, family: Family): string => {
  const all = spans.flatMap((span) => blocks(span, family))
  if (all.length > MOST) return saidAsExcept(spans, family, all.length)
  return all.map((block) => KNOWN[block] ?? block).join(', ')
}

/** What a block leaves out is shorter to say than what is left of it. */
const saidAsExcept = (spans: Spans, family: Family, count: number) => {
  const whole: Span = [0n, (1n << BITS[family]) - 1n]
  const missing = difference([whole], spans).flatMap((span) => blocks(span, family))
  return missing.length < count
    ? `the internet (all but ${missing.join(', ')})`
    : `${count} blocks of addresses`
}
