/** What is wrong with an input, field by field, in words for the person who sent it. */
import type { ZodError, ZodType, z } from 'zod'
import { kind } from '../fault.ts'
import { boundsRule } from './bounds.ts'
import { plain, quoted } from './problem.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** `malformed`: the wrong shape (400); otherwise the right shape with a value that can't be (422). */
export type Fault = { field: string; detail: string; malformed: boolean }

type Said = { rule: string; malformed: boolean }
type Source = {
  input: unknown
  /** Where the input stands, e.g. `the body`. */
  whole: string
  /** Knows both ends of a range. */
  schema?: ZodType | undefined
}

const kindOf = (value: unknown) => {
  if (value === null) return 'null'
  return kind(Array.isArray(value) ? 'array' : typeof value)
}

const valueAt = (input: unknown, path: Path) =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input)

const list = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ')

const among = (values: readonly unknown[], given: unknown): Said =>
  given === undefined
    ? { rule: `is missing: it must be one of ${list(values)}`, malformed: true }
    : { rule: `must be one of ${list(values)}`, malformed: typeof given !== typeof values[0] }

const wrongType = (expected: string, given: unknown): Said => {
  if (given === undefined) return { rule: `is missing: it must be ${kind(expected)}`, malformed: true }
  if (expected === 'int' && typeof given === 'number')
    return { rule: 'must be a whole number', malformed: false }
  return { rule: `must be ${kind(expected)}, not ${kindOf(given)}`, malformed: true }
}

/** Of the branches of a union, the one that came furthest with the input. */
const nearest = (branches: readonly Issue[][]) => {
  const depth = (branch: readonly Issue[]) => Math.max(0, ...branch.map(({ path }) => path.length))
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
}

/** A discriminated union knows what it discriminates by; any other has no branches left to speak of. */
const noBranch = (issue: z.core.$ZodIssueInvalidUnion, given: unknown): Said =>
  'options' in issue ? among(issue.options, given) : { rule: 'is none of what it may be', malformed: true }

const ADDRESSES: Readonly<Record<string, string>> = {
  '^https?$': 'that begins with http:// or https://',
  '^wss?$': 'that begins with ws:// or wss://',
}

/** The schema's own words where it has some; zod's begin with "Invalid". */
const formatRule = ({ message, format, pattern = '' }: z.core.$ZodIssueInvalidStringFormat) => {
  if (!message.startsWith('Invalid ')) return message
  if (format === 'url') return `must be an address ${ADDRESSES[pattern] ?? 'such as http://127.0.0.1:8080'}`
  return `is not written as it must be${pattern ? `: ${pattern}` : ''}`
}

const say = (issue: Issue, { input, schema }: Source): Said => {
  const given = valueAt(input, issue.path)
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, given)
    case 'invalid_value':
      return among(issue.values, given)
    case 'invalid_union':
      return noBranch(issue, given)
    case 'too_big':
    case 'too_small':
      return { rule: boundsRule(issue, schema), malformed: false }
    case 'invalid_format':
      return { rule: formatRule(issue), malformed: false }
    case 'invalid_key':
      return { rule: 'is not a name that can stand here', malformed: false }
    default:
      return { rule: issue.message, malformed: false }
  }
}

/** The issues to speak of: those of the branch that was probably meant, where there were several. */
const spoken = (issue: Issue): Issue[] => {
  const branch = issue.code === 'invalid_union' ? nearest(issue.errors) : undefined
  if (!branch) return [issue]
  return branch.flatMap((inner) => spoken({ ...inner, path: [...issue.path, ...inner.path] }))
}

const nameOf = (path: Path) => plain(path.map(String).join('.'))

export const unknownKey = (path: Path, whole: string): Fault => ({
  field: nameOf(path),
  detail: `${quoted(nameOf(path))} in ${whole} is not known here; leave it out`,
  malformed: true,
})

/** A rule of a schema's own may repeat what was sent. */
const BREAKS = /[\p{C}\p{Zl}\p{Zp}]+/gu

const faultsIn = (issue: Issue, source: Source): Fault[] => {
  const { path } = issue
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey([...path, key], source.whole))
  const field = nameOf(path)
  const { rule, malformed } = say(issue, source)
  const subject = path.length === 0 ? source.whole : `${quoted(field)} in ${source.whole}`
  return [{ field, detail: `${subject} ${rule.replace(BREAKS, ' ')}`, malformed }]
}

/** Every fault of an input, in the order of its schema, each a sentence of its own. */
export const faultsOf = (error: ZodError, source: Source): Fault[] => {
  const faults = error.issues.flatMap(spoken).flatMap((issue) => faultsIn(issue, source))
  // A number too big for its range may be too big for a whole number as well.
  return [...new Map(faults.map((fault) => [fault.detail, fault])).values()]
}
