/** Both ends of the range that a value fell out of. A zod issue knows only the end that was passed. */
import { type ZodType, z } from 'zod'

type Issue = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall

/** As much of JSON Schema as says where a range ends. */
type Json = Partial<Record<Bound, number>> & {
  properties?: Record<string, Json>
  items?: Json
  additionalProperties?: Json | boolean
  anyOf?: Json[]
  oneOf?: Json[]
}
type Bound =
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'

type Range = {
  least?: number | undefined
  most?: number | undefined
  above?: number | undefined
  below?: number | undefined
}

const branches = ({ anyOf = [], oneOf = [] }: Json) => [...anyOf, ...oneOf]

/** The schemas that may stand behind one key: unions have several. */
const behind = (schema: Json, key: PropertyKey): Json[] => {
  const here = [schema.properties?.[String(key)], schema.items, schema.additionalProperties]
  const found = here.find((candidate) => typeof candidate === 'object')
  return [...(found ? [found] : []), ...branches(schema).flatMap((branch) => behind(branch, key))]
}

const flat = (schema: Json): Json[] => [schema, ...branches(schema).flatMap(flat)]

const ofNumber = (schema: Json): Range => ({
  least: schema.minimum,
  most: schema.maximum,
  above: schema.exclusiveMinimum,
  below: schema.exclusiveMaximum,
})

type Kind = { range: (schema: Json) => Range; unit: string }
const KINDS: Readonly<Record<string, Kind>> = {
  number: { range: ofNumber, unit: '' },
  int: { range: ofNumber, unit: '' },
  string: {
    range: ({ minLength, maxLength }) => ({ least: minLength, most: maxLength }),
    unit: ' characters',
  },
  array: { range: ({ minItems, maxItems }) => ({ least: minItems, most: maxItems }), unit: ' entries' },
}
const OTHER: Kind = { range: () => ({}), unit: '' }

const schemasAt = (schema: ZodType, path: readonly PropertyKey[]): Json[] => {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json
  return path
    .reduce<Json[]>((schemas, key) => schemas.flatMap((each) => behind(each, key)), [root])
    .flatMap(flat)
}

const words = ({ least, most, above, below }: Range) => {
  if (least !== undefined && most !== undefined) return `from ${least} to ${most}`
  const ends = { 'at least': least, 'more than': above, 'at most': most, 'less than': below }
  return Object.entries(ends)
    .flatMap(([word, end]) => (end === undefined ? [] : [`${word} ${end}`]))
    .join(' and ')
}

const passed = (issue: Issue): Range => {
  if (issue.code === 'too_big') {
    const end = Number(issue.maximum)
    return issue.inclusive === false ? { below: end } : { most: end }
  }
  const end = Number(issue.minimum)
  return issue.inclusive === false ? { above: end } : { least: end }
}

/** "must be from 0 to 127"; only the end that was passed where the schema does not tell both. */
export const boundsRule = (issue: Issue, schema?: ZodType) => {
  const { range, unit } = KINDS[issue.origin] ?? OTHER
  const end = passed(issue)
  const [number] = Object.values(end)
  // A number beyond all whole numbers is told the range it should be in.
  const isIt = (candidate: Range) =>
    Object.values(candidate).some((each) => (issue.origin === 'int' ? each !== undefined : each === number))
  const both = (schema ? schemasAt(schema, issue.path) : []).map(range).find(isIt)
  return `must be ${words(both ?? end)}${unit}`
}
