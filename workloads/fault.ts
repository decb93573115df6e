/** What is wrong with a setting, in words an operator can act on. */
import type { z } from 'zod'

/** A sentence without its subject: `key says`. */
export type Fault = { readonly key: string; readonly says: string }

/** What zod calls it → what a person calls it. */
const KINDS: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
}
export const kind = (name: string) => KINDS[name] ?? name

/** Its own words for a wrong type. */
const WRONG_TYPE = /^Invalid input: expected (\w+), received (\w+)$/

const wordsOf = (issue: z.core.$ZodIssue): Fault[] => {
  const key = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((unknown) => ({
      key: [...issue.path, unknown].join('.'),
      says: 'is not a setting',
    }))
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('undefined'))
    return [{ key, says: 'is missing' }]
  // Of a key, what is wrong with it as a value.
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ key, says: message }))
  const says = issue.message.replace(
    WRONG_TYPE,
    (_whole, expected: string, received: string) => `must be ${kind(expected)}, not ${kind(received)}`,
  )
  return [{ key, says: says.replace(/^Invalid input: /, 'must be ') }]
}

/** All faults at once. Tells what is missing only when parsed with `reportInput`. */
export const parseFaults = ({ issues }: z.core.$ZodError): readonly Fault[] => issues.flatMap(wordsOf)
