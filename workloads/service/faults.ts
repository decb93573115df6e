/** What is wrong with an input, field by field, in words for the person who sent it. */
import type { RouteConfig } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ZodError, ZodType, z } from 'zod'
import { tryFindBounds } from './bounds.ts'
import { Problem, quoted } from './problem.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** `malformed`: the wrong shape (400); otherwise the right shape with a value that can't be (422). */
export type Fault = { field: string; detail: string; malformed: boolean }

type Said = { rule: string; malformed: boolean }
type Source = { input: unknown; schema: ZodType | undefined }

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
const kind = (name: string) => KINDS[name] ?? name

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

const discriminators = (issue: Issue) =>
  issue.code === 'invalid_union' && 'options' in issue ? (issue.options as unknown[]) : undefined

const say = (issue: Issue, { input, schema }: Source): Said => {
  const given = valueAt(input, issue.path)
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, given)
    case 'invalid_value':
      return among(issue.values, given)
    case 'invalid_union':
      return among(discriminators(issue) ?? [], given)
    case 'too_big':
    case 'too_small':
      return { rule: tryFindBounds(schema, issue) ?? issue.message, malformed: false }
    case 'invalid_format':
      return {
        rule: `is not written as it must be${issue.pattern ? `: ${issue.pattern}` : ''}`,
        malformed: false,
      }
    case 'invalid_key':
      return { rule: 'is not a name that can stand here', malformed: false }
    default:
      return { rule: issue.message, malformed: false }
  }
}

/** The issues to speak of: those of the branch that was probably meant, where there were several. */
const spoken = (issue: Issue): Issue[] => {
  if (issue.code !== 'invalid_union' || discriminators(issue)) return [issue]
  return (nearest(issue.errors) ?? []).flatMap((inner) =>
    spoken({ ...inner, path: [...issue.path, ...inner.path] }),
  )
}

const unknownKeysAsFaults = (issue: Issue): Fault[] | undefined =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => unknownKey([...issue.path, key].map(String).join('.')))
    : undefined

const unknownKey = (field: string): Fault => ({
  field,
  detail: `${quoted(field)} is not known here; leave it out`,
  malformed: true,
})

const faultOf = (issue: Issue, source: Source): Fault => {
  const field = issue.path.map(String).join('.')
  const { rule, malformed } = say(issue, source)
  return { field, detail: `${field === '' ? 'it' : quoted(field)} ${rule}`, malformed }
}

/** Every fault of an input, in the order of its schema. */
export const faultsOf = (error: ZodError, input: unknown, schema?: ZodType): Fault[] =>
  error.issues
    .flatMap(spoken)
    .flatMap((issue) => unknownKeysAsFaults(issue) ?? [faultOf(issue, { input, schema })])

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Keys that were sent and that the schema dropped, at any depth. */
export const strays = (sent: unknown, taken: unknown, path: Path = []): Fault[] => {
  if (sent === taken || !isObject(sent) || !isObject(taken)) return []
  return Object.keys(sent).flatMap((key) =>
    Object.hasOwn(taken, key)
      ? strays(sent[key], taken[key], [...path, key])
      : [unknownKey([...path, key].map(String).join('.'))],
  )
}

const PARTS: Readonly<Record<string, string>> = {
  json: 'the body',
  query: 'the query',
  param: 'the path',
  header: 'the headers',
}
const MOST_FAULTS = 10

const refusal = (target: string, faults: readonly Fault[]) => {
  const [first] = faults
  const status = faults.some(({ malformed }) => malformed) ? 400 : 422
  const said = faults.slice(0, MOST_FAULTS).map(({ field, detail }) => ({ field, detail }))
  const detail = said.map((fault) => fault.detail).join('; ')
  return new Problem(status, `in ${PARTS[target] ?? target}, ${detail}`, {
    more: { field: first?.field, faults: said },
  })
}

type Checked = { target: string; data: unknown; success: boolean; error?: ZodError }

const schemaOf = ({ request }: RouteConfig, target: string) => {
  const body = request?.body?.content['application/json']
  const json = body && 'schema' in body ? body.schema : undefined
  const schemas: Record<string, unknown> = { json, query: request?.query, param: request?.params }
  return schemas[target] as ZodType | undefined
}

const sentAs = async (c: Context, target: string): Promise<unknown> =>
  target === 'json' ? c.req.json() : target === 'query' ? c.req.query() : undefined

/** What zod-openapi asks after each part of a request is parsed: throws the problem, if there is one. */
export const refuseFaults = (route: RouteConfig) =>
  async function refuseFaults({ target, data, success, error }: Checked, c: Context) {
    const faults = error
      ? faultsOf(error, data, schemaOf(route, target))
      : strays(await sentAs(c, target), data)
    if (!success || faults.length > 0) throw refusal(target, faults)
  }
