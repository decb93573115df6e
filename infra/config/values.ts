/** What the values of the stack's config may be, one by one. */
import { z } from 'zod'

/** A setting that is not a plain word reaches the program as JSON. */
export const json = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((text, context) => {
    if (typeof text !== 'string') return text
    try {
      return JSON.parse(text)
    } catch {
      context.issues.push({ code: 'custom', message: 'must be JSON', input: text })
      return z.NEVER
    }
  }, schema)

const Octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/

const isBlock = (text: string) => {
  const [, ...numbers] = Octets.exec(text) ?? []
  const prefix = Number(numbers.pop() ?? 99)
  return numbers.length === 4 && numbers.every((octet) => Number(octet) < 256) && prefix <= 32
}

export const Cidr = z
  .string()
  .refine(isBlock, { error: 'must be a block of addresses such as 198.51.100.7/32', abort: true })

/** As wide as one provider's customers at most; the world is a mistake. */
const WIDEST = 16

/** Who may reach the API server from outside the tunnel. */
export const OperatorCidr = Cidr.refine(
  (block) => Number(block.split('/')[1]) >= WIDEST,
  `must be no wider than /${WIDEST}: the API server is never open to the world`,
)

export const WireGuardKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be a WireGuard key: 32 bytes in base64, 44 characters')

/** Where home dials to. */
export const Endpoint = z
  .string()
  .regex(/^[a-z0-9.-]+:\d{1,5}$/i, 'must be <host>:<port> such as show.lounge.example:51820')

export const Name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be a name of at most 31 lower-case letters, digits and -')
