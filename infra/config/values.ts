/** What the values of the stack's config may be, one by one. */
import { z } from 'zod'
import { type Block, tryBlock } from '../block.ts'

/** 32 bytes; of the last character only four bits count, and WireGuard takes no other. */
export const WireGuardKey = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, {
    error: 'must be a WireGuard key: 32 bytes in base64, 44 characters',
    abort: true,
  })

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

/** Any that is not empty. */
export const Text = z.string().min(1, 'must not be empty')

/** A whole number of something; the rule is told as one, whatever is wrong with it. */
export const whole = (what: string, least: number, most: number) => {
  const rule = `must be whole ${what} from ${least} to ${most}`
  return z
    .string(rule)
    .trim()
    .regex(/^\d{1,9}$/, { error: rule, abort: true })
    .transform(Number)
    .refine((number) => number >= least && number <= most, rule)
}

/** As wide as one provider's customers at most; the world is a mistake, also in many parts. */
const WIDEST = 16
const MOST = 8

/** Who may reach the API server from outside the tunnel. */
const OperatorCidr = z
  .string()
  .refine((text) => tryBlock(text) !== undefined, {
    error: 'must be a block of IPv4 addresses such as 198.51.100.7/32',
    abort: true,
  })
  .refine((text) => (tryBlock(text)?.prefix ?? 0) >= WIDEST, {
    error: `must be no wider than /${WIDEST}: the API server is never open to the world`,
    abort: true,
  })
  .superRefine((text, context) => {
    const { written } = tryBlock(text) as Block
    // AWS keeps it so, and would ask for a change at each look.
    if (written !== text) context.addIssue(`must be written ${written}`)
  })

export const OperatorCidrs = z
  .array(OperatorCidr)
  .max(MOST, `must be ${MOST} blocks or fewer: the API server is never open to the world`)
  .refine((blocks) => new Set(blocks).size === blocks.length, 'must name each block once')

/** Of the machine's own: k3s' pods and services, and the tunnel. */
const TAKEN = ['10.42.0.0/16', '10.43.0.0/16', '10.77.0.0/16']
const PRIVATE = /^(10\.\d+|192\.168|172\.(1[6-9]|2\d|3[01]))\.0\.0\/16$/

/** Of the whole network. */
export const NetworkCidr = z
  .string()
  .refine((text) => tryBlock(text)?.written === text && PRIVATE.test(text), {
    error: 'must be a private block of the width /16 such as 10.60.0.0/16',
    abort: true,
  })
  .refine(
    (text) => !TAKEN.includes(text),
    `must be none of ${TAKEN.join(', ')}: the cluster and the tunnel have them`,
  )

const isPort = (text: string | undefined) => Number(text) >= 1 && Number(text) <= 65_535

/** Where home dials to. */
export const Endpoint = z
  .string()
  .refine(
    (text) => /^[a-z0-9][a-z0-9.-]*:\d{1,5}$/i.test(text) && isPort(text.split(':')[1]),
    'must be <host>:<port> such as show.lounge.example:51820',
  )

export const Name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be a name of at most 31 lower-case letters, digits and -')
