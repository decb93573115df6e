/** An object as the API takes it: without defaults, nothings and noise, and said in one way. */
import type { Manifest, Value } from '../change.ts'
import { plain } from './scalars.ts'
import { type Fields, isFields, own, type Shape, shapeOf } from './shape.ts'
import { shapeOfKind } from './shapes/index.ts'

/** Along a dotted path: a claim template is named by its metadata. */
const within = (item: Value, key: string): Value | undefined =>
  key.split('.').reduce<Value | undefined>((at, step) => (isFields(at) ? own(at, step) : undefined), item)

/** What the API takes where `parent` does not say `key`. */
export const absentOf = (shape: Shape | undefined, parent: Fields): Value | undefined =>
  typeof shape?.absent === 'function' ? shape.absent(parent) : shape?.absent

/** How a member of a list is known: the fields that are its name, with what they are when they are not said. */
export const nameOf = (item: Value, keys: readonly string[], shape: Shape | undefined) =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const value = within(item, key) ?? absentOf(shapeOf(shape, key), isFields(item) ? item : {}) ?? ''
      const word = typeof value === 'number' ? value : String(value)
      return word === '' ? [] : [[key, word] as const]
    }),
  )

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

const canonicalItems = (items: readonly Value[], shape: Shape | undefined) => {
  const members = items.map((item) => canonical(item, shape?.items))
  if (shape?.list === undefined || shape.list === 'sequence') return members
  const isOrdered = shape.list !== 'set' && shape.isOrdered?.(items)
  return isOrdered ? members : [...new Set(members)].sort()
}

/** The same text for what means the same. */
export const canonical = (value: Value, shape?: Shape): string => {
  if (isList(value)) return `[${canonicalItems(value, shape).join()}]`
  if (!isFields(value)) return plain(value, shape?.is)
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Value, shapeOf(shape, key))}`)
  return `{${fields.join()}}`
}

/** Where the default hangs on the fields around it, it is no default but said by them. */
const isAbsent = (value: Value, shape: Shape) =>
  shape.absent !== undefined &&
  typeof shape.absent !== 'function' &&
  canonical(shape.absent, shape) === canonical(value, shape)

const tidyField = (value: Value, shape: Shape): Value | undefined => {
  if (shape.isNoise || value === null) return undefined
  const tidied = tidy(value, shape)
  return tidied === undefined || isAbsent(tidied, shape) ? undefined : tidied
}

/** What the fields say without writing it. */
const implied = (fields: Fields, { fields: shapes = {} }: Shape) =>
  Object.entries(shapes).flatMap(([key, { absent }]) => {
    const value = typeof absent === 'function' && isUnsaid(own(fields, key)) ? absent(fields) : undefined
    return value === undefined ? [] : [[key, value] as const]
  })

const isUnsaid = (value: Value | undefined) =>
  value === undefined || value === null || (isList(value) && value.length === 0)

const tidyFields = (fields: Fields, shape: Shape): Value | undefined => {
  const entries = Object.entries(fields).flatMap(([key, said]) => {
    const inner = shapeOf(shape, key)
    const value = inner === undefined ? said : tidyField(said, inner)
    return value === undefined ? [] : [[key, value] as const]
  })
  const all = [...entries, ...implied(fields, shape)]
  return all.length === 0 && shape.isNothingWhenEmpty ? undefined : Object.fromEntries(all)
}

const tidyItem = (item: Value, shape: Shape): Value => {
  const tidied = tidy(item, shape)
  return tidied === undefined ? {} : tidied
}

const tidyItems = (items: readonly Value[], { items: shape }: Shape): Value | undefined => {
  if (items.length === 0) return undefined
  return shape ? items.map((item) => tidyItem(item, shape)) : items
}

/** What the API would refuse is left as it is written. */
const rewritten = (value: Value, { rewrite, list }: Shape): Value => {
  const isAsExpected = list ? isList(value) && value.every(isFields) : isFields(value)
  return rewrite && isAsExpected ? rewrite(value) : value
}

const tidy = (value: Value, shape: Shape): Value | undefined => {
  const said = rewritten(value, shape)
  // A list where the API takes none is left as it is written, and so is an object.
  if (isList(said)) return shape.list ? tidyItems(said, shape) : said
  return isFields(said) && !shape.list ? tidyFields(said, shape) : said
}

/** As an object of its kind. */
export const tidied = (manifest: Manifest): Fields =>
  tidy(manifest as Value & Manifest, shapeOfKind(manifest)) as Fields
