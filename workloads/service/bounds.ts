/** Both ends of the range that a value fell out of. A zod issue knows only the end that was passed. */
import { type ZodType, z } from 'zod'

/** As much of JSON Schema as says where a range ends. */
type Json = {
  properties?: Record<string, Json>
  items?: Json
  additionalProperties?: Json | boolean
  anyOf?: Json[]
  oneOf?: Json[]
  allOf?: Json[]
} & Partial<Record<Bound, number>>
type Bound =
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
type Issue = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall
type Range = { least: string | undefined; most: string | undefined }

/** The schemas that may stand behind one key: unions have several. */
const below = (schema: Json, key: PropertyKey): Json[] => {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  const here = [schema.properties?.[String(key)], schema.items, schema.additionalProperties]
  const found = here.find(
    (candidate): candidate is Json => typeof candidate === 'object' && candidate !== null,
  )
  return [...(found ? [found] : []), ...branches.flatMap((branch) => below(branch, key))]
}

const flat = (schema: Json): Json[] => [
  schema,
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((branch) => flat(branch)),
]

const bound = (schema: Json, plain: Bound, strict?: [Bound, string]) => {
  if (schema[plain] !== undefined) return `${schema[plain]}`
  return strict && schema[strict[0]] !== undefined ? `${strict[1]} ${schema[strict[0]]}` : undefined
}

const numbers = (schema: Json): Range => ({
  least: bound(schema, 'minimum', ['exclusiveMinimum', 'more than']),
  most: bound(schema, 'maximum', ['exclusiveMaximum', 'less than']),
})

const RANGES: Readonly<Record<string, { of: (schema: Json) => Range; unit: string }>> = {
  number: { of: numbers, unit: '' },
  int: { of: numbers, unit: '' },
  string: {
    of: (schema) => ({ least: bound(schema, 'minLength'), most: bound(schema, 'maxLength') }),
    unit: ' characters',
  },
  array: {
    of: (schema) => ({ least: bound(schema, 'minItems'), most: bound(schema, 'maxItems') }),
    unit: ' entries',
  },
}

const words = ({ least, most }: Range, unit: string) => {
  if (least !== undefined && most !== undefined) return `must be from ${least} to ${most}${unit}`
  if (most !== undefined) return `must be at most ${most}${unit}`
  return `must be at least ${least}${unit}`
}

/** "must be from 0 to 127", or undefined where the schema has no plain range. */
export const tryFindBounds = (schema: ZodType | undefined, { origin, path }: Issue): string | undefined => {
  const range = RANGES[origin]
  if (!schema || !range) return undefined
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json
  const found = path.reduce<Json[]>((schemas, key) => schemas.flatMap((each) => below(each, key)), [root])
  return found
    .flatMap(flat)
    .map(range.of)
    .filter(({ least, most }) => least !== undefined || most !== undefined)
    .map((bounds) => words(bounds, range.unit))[0]
}
