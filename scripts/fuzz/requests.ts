/** Requests for every route of a document: as they should be, with one thing wrong, and nonsense. */
import fc from 'fast-check'
import { type Document, described, KNOWN, type Operation } from '../lounge/document.ts'

export type Asked = {
  method: string
  path: string
  headers: Record<string, string>
  body: string | undefined
}

const JSON_TYPE = 'application/json'

const JUNK = [
  null,
  -1,
  128,
  1e308,
  '',
  '\u0000',
  '\r\nset-cookie: a=b',
  [],
  {},
  true,
  '__proto__',
  'x'.repeat(5_000),
]
const junk = fc.oneof(fc.constantFrom<unknown>(...JUNK), fc.jsonValue({ maxDepth: 3 }))

type Path = readonly (string | number)[]

const pathsIn = (value: unknown, at: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...at, key]))]
    : [at]

const replaced = (value: unknown, [key, ...rest]: Path, by: unknown): unknown => {
  if (key === undefined) return by
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) }
  copy[key] = replaced(copy[key], rest, by)
  return copy
}

/** Somewhere in it stands something else. */
const spoilt = (good: fc.Arbitrary<unknown>) =>
  fc.tuple(good, junk, fc.nat()).map(([value, bad, at]) => {
    const paths = pathsIn(value)
    return replaced(value, paths[at % paths.length] ?? [], bad)
  })

const extended = (good: fc.Arbitrary<unknown>) =>
  fc.tuple(good, junk).map(([value, bad]) => (typeof value === 'object' ? { ...value, unheard: bad } : value))

const bodyOf = (document: Document, { requestBody }: Operation): fc.Arbitrary<string | undefined> => {
  const schema = requestBody?.content[JSON_TYPE]?.schema
  if (!schema) return fc.constant(undefined)
  const good = described(document, schema, 0)
  const said = (value: unknown) => JSON.stringify(value) ?? 'null'
  return fc.oneof(
    { weight: 12, arbitrary: good.map(said) },
    { weight: 3, arbitrary: spoilt(good).map(said) },
    { weight: 1, arbitrary: extended(good).map(said) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '{', '[]', 'null', '{"a":', '\u0000', `[${'['.repeat(9_000)}`),
    },
  )
}

/** Characters that a header can carry at all. */
const headerText = (value: unknown) => String(value).replace(/[^\x20-\x7e]/g, '')

const ODD = ['..', '%2e%2e', 'a/b', '%00', '💡', 'ventris', 'gm2', '-1', '9'.repeat(30), '', "' OR 1=1"]

/** Of text of any script a header keeps nothing. */
const KEY = 'idempotency-key'

const parameter = (document: Document, operation: Operation, where: string) => {
  const all = (operation.parameters ?? []).filter((one) => one.in === where)
  const model = all.map(({ name, schema }) => {
    const good = described(document, schema, 0)
    const known = name === KEY ? fc.uuid() : fc.constantFrom<unknown>(...(KNOWN[name] ?? ['']))
    const hinted = { weight: name in KNOWN || name === KEY ? 6 : 0, arbitrary: known }
    return [name, fc.oneof(hinted, { weight: 3, arbitrary: good }, fc.constantFrom<unknown>(...ODD))] as const
  })
  const required = where === 'path' ? model.map(([name]) => name) : []
  return fc.record(Object.fromEntries(model), { requiredKeys: required, noNullPrototype: true })
}

const fill = (path: string, values: Record<string, unknown>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name]).toWellFormed()))

const queryOf = (values: Record<string, unknown>) => {
  const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]))
  return query.size === 0 ? '' : `?${query}`
}

const headersOf = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, headerText(value)]))

const contentType = fc.oneof(
  { weight: 15, arbitrary: fc.constant(JSON_TYPE) },
  fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', '', `${JSON_TYPE}; charset=utf-16`),
)

const requestOf = (document: Document, path: string, [method, operation]: [string, Operation]) =>
  fc
    .record({
      path: parameter(document, operation, 'path'),
      query: parameter(document, operation, 'query'),
      header: parameter(document, operation, 'header'),
      type: contentType,
      body: bodyOf(document, operation),
    })
    .map(({ path: parts, query, header, type, body }): Asked => {
      const headers = headersOf(header as Record<string, unknown>)
      return {
        method: method.toUpperCase(),
        path: fill(path, parts as Record<string, unknown>) + queryOf(query as Record<string, unknown>),
        headers: body === undefined ? headers : { ...headers, 'content-type': type },
        body,
      }
    })

/** After a switch, or word of one, most of the rest is refused. */
const SWITCHES = /\/terms\/|\/reported/

/** Whatever takes a body can do more harm than what only reads. */
const weightOf = (path: string, { requestBody }: Operation) => (requestBody && !SWITCHES.test(path) ? 6 : 1)

/** Any route of the document. */
export const requestTo = (document: Document): fc.Arbitrary<Asked> =>
  fc.oneof(
    ...Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map((operation) => ({
        weight: weightOf(path, operation[1]),
        arbitrary: requestOf(document, path, operation),
      })),
    ),
  )
