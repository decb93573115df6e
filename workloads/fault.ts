/** What is wrong with a setting, in words an operator can act on. */
import type { z } from 'zod'

/** A sentence without its subject: `key says`. */
export type Fault = { readonly key: string; readonly says: string }

const wordsOf = (issue: z.core.$ZodIssue): Fault[] => {
  const key = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((unknown) => ({
      key: [...issue.path, unknown].join('.'),
      says: 'is not a setting',
    }))
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('undefined'))
    return [{ key, says: 'is missing' }]
  return [
    {
      key,
      says: issue.message.replace(/^Invalid input: /, 'must be ').replace('must be expected', 'must be a'),
    },
  ]
}

/** All faults at once. Tells what is missing only when parsed with `reportInput`. */
export const parseFaults = ({ issues }: z.core.$ZodError): readonly Fault[] => issues.flatMap(wordsOf)
