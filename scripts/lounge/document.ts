/** An OpenAPI document as far as requests are made from it, and the values that its schemas describe. */
import fc from 'fast-check'
import { ventris } from '../../workloads/lounge/devices/index.ts'

/** Whose document it is: what answers the requests. */
export type App = {
  readonly routes: readonly { method: string; path: string }[]
  fetch: (request: Request) => Response | Promise<Response>
  request: (path: string, init?: RequestInit) => Response | Promise<Response>
}

type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  maxItems?: number
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
}

type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }

export type Operation = {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  'x-scope'?: string
}

export type Document = {
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

type Any = fc.Arbitrary<unknown>
type Make = (document: Document, schema: Schema, depth: number) => Any

const DEEPEST = 6
const LONGEST_LIST = 4

const text = ({ pattern, minLength = 0, maxLength = 40 }: Schema): Any =>
  pattern === undefined
    ? fc.string({ minLength, maxLength, unit: 'grapheme' })
    : fc.stringMatching(new RegExp(pattern))

const wholeNumber = ({ minimum, exclusiveMinimum, maximum }: Schema): Any => {
  const min = minimum ?? (exclusiveMinimum === undefined ? -2_000 : exclusiveMinimum + 1)
  return fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(maximum ?? 2_000, 2 ** 31) })
}

/** Every second one is a number as people say it: of all doubles most are next to nothing. */
const number = ({ minimum = -1e6, maximum = 1e6 }: Schema): Any =>
  fc.oneof(
    fc.double({ min: minimum, max: maximum, noNaN: true }),
    fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) }),
  )

/** Names that lead somewhere, by what they are called: of all text that a schema allows, nearly none does. */
export const KNOWN: Readonly<Record<string, readonly string[]>> = {
  device: ['ventris'],
  environment: ['home'],
  control: ['engine', 'time', 'mix', 'dial1', 'dial2', ...ventris.controls.map(({ id }) => id)],
  unit: ['a', 'b'],
  name: ['warm', 'cold', 'shimmer', 'hall'],
  login: ['ana', 'ben'],
}

/** A text that is called like something known holds that more often than not. */
const field = (name: string, { type }: Schema, good: Any): Any => {
  const known = KNOWN[name]
  return known === undefined || type !== 'string'
    ? good
    : fc.oneof({ weight: 8, arbitrary: fc.constantFrom<unknown>(...known) }, good)
}

const object: Make = (document, { properties = {}, required = [], additionalProperties }, depth) => {
  const entries = Object.entries(properties)
  const model = Object.fromEntries(
    entries.map(([name, schema]) => [name, field(name, schema, described(document, schema, depth + 1))]),
  )
  const requiredKeys = required.filter((name) => name in model)
  const known = fc.record(model, { requiredKeys, noNullPrototype: true })
  if (typeof additionalProperties !== 'object' || entries.length > 0) return known
  const value = described(document, additionalProperties, depth + 1)
  return fc.dictionary(fc.string({ maxLength: 12 }), value, { maxKeys: LONGEST_LIST, noNullPrototype: true })
}

const list: Make = (document, { items = {}, maxItems = LONGEST_LIST }, depth) =>
  fc.array(described(document, items, depth + 1), { maxLength: Math.min(maxItems, LONGEST_LIST) })

const MAKES: Record<string, Make> = {
  object,
  array: list,
  string: (_, schema) => text(schema),
  integer: (_, schema) => wholeNumber(schema),
  number: (_, schema) => number(schema),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
}

const resolve = (document: Document, schema: Schema): Schema => {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : (document.components?.schemas?.[name] ?? {})
}

/** What people do most, and what most depends on. */
const isMain = ({ properties }: Schema) =>
  properties?.kind?.const === 'set' || properties?.kind?.enum?.[0] === 'set'
const MAIN_WEIGHT = 15

const branchesOf = ({ anyOf, oneOf }: Schema) => anyOf ?? oneOf

const typed: Make = (document, schema, depth) => {
  const types = [schema.type ?? []].flat()
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 })
  return fc.oneof(...types.map((type) => (MAKES[type] ?? (() => fc.jsonValue()))(document, schema, depth)))
}

/** Values as the schema wants them. */
export const described: Make = (document, given, depth) => {
  if (depth > DEEPEST) return fc.constant(null)
  const schema = resolve(document, given)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const branches = branchesOf(schema) ?? schema.allOf
  if (branches)
    return fc.oneof(
      ...branches.map((branch) => ({
        weight: isMain(resolve(document, branch)) ? MAIN_WEIGHT : 1,
        arbitrary: described(document, branch, depth),
      })),
    )
  return typed(document, schema, depth)
}
