/** What a source may ask for in its address: which parts, in which theme, how large. */
import { z } from 'zod'
import { faultsOf } from '../service/faults.ts'

export const PARTS = ['engine', 'player', 'card', 'knobs', 'deed', 'status'] as const

export const THEMES = ['night', 'paper', 'clear'] as const

const among = (names: readonly string[]) => `it may be ${names.join(', ')}`

const Parts = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .superRefine((names, { addIssue }) => {
    const stray = names.find((name) => !PARTS.some((part) => part === name))
    if (stray !== undefined)
      addIssue({ code: 'custom', message: `names ${JSON.stringify(stray.slice(0, 24))}: ${among(PARTS)}` })
  })
  .transform((names) => PARTS.filter((part) => names.includes(part)))

export const Query = z.strictObject({
  parts: Parts.prefault(PARTS.join(',')).describe('Which parts, with commas between.'),
  theme: z.enum(THEMES).default('night'),
  scale: z.coerce.number().min(0.25).max(4).default(1).describe('1 fills the source.'),
})
export type Query = z.infer<typeof Query>

/** What is asked for, or one sentence about what is wrong with it. */
export const parseQuery = (given: Readonly<Record<string, string>>): { query: Query } | { fault: string } => {
  const result = Query.safeParse(given)
  if (result.success) return { query: result.data }
  const source = { input: given, whole: 'the address', schema: Query }
  const [fault] = faultsOf(result.error, source)
  return { fault: `${fault?.detail ?? 'the address cannot be read'}.` }
}
