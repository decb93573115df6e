/** How the API takes a field: what it is when it is not there, and what makes two lists or two scalars the same. */
import type { Value } from '../change.ts'

export type Fields = { readonly [key: string]: Value }

/** A field without a shape is taken as it is written. */
export type Shape = {
  /** Of an object, by name. */
  readonly fields?: Readonly<Record<string, Shape>>
  /** Of each value of a map. */
  readonly values?: Shape
  /** A set; a sequence; or a list whose members are known by these fields. */
  readonly list?: 'set' | 'sequence' | readonly string[]
  /** Whether the order of members that are known by fields says something. */
  readonly isOrdered?: (members: readonly Value[]) => boolean
  /** Of each member of a list. */
  readonly items?: Shape
  /** Scalars that are the same in more than one spelling. */
  readonly is?: 'quantity' | 'duration'
  /** What the API server takes where nothing is said; `parent` is the object around it, as it is written. */
  readonly absent?: Value | ((parent: Fields) => Value | undefined)
  /** Whether `{}` says nothing. Where it does (`emptyDir: {}`, `podSelector: {}`), this is left out. */
  readonly isNothingWhenEmpty?: true
  /** Written by clusters and tools, never by people. */
  readonly isNoise?: true
  /** One way of saying what the API lets be said in several. */
  readonly rewrite?: (value: Value) => Value
}

export const scalar: Shape = {}
export const absent = (value: NonNullable<Shape['absent']>): Shape => ({ absent: value })
export const noise: Shape = { isNoise: true }

export const object = (fields: Record<string, Shape>): Shape => ({ fields })
/** An object that says nothing when it says nothing in particular. */
export const block = (fields: Record<string, Shape> = {}): Shape => ({ fields, isNothingWhenEmpty: true })
export const map = (values: Shape = scalar): Shape => ({ values, isNothingWhenEmpty: true })

export const set = (items: Shape = scalar): Shape => ({ list: 'set', items })
export const sequence = (items: Shape = scalar): Shape => ({ list: 'sequence', items })
export const keyed = (keys: readonly string[], fields: Record<string, Shape> = {}): Shape => ({
  list: keys,
  items: { fields },
})

export const quantity: Shape = { is: 'quantity' }
export const quantities = map(quantity)
export const duration: Shape = { is: 'duration' }

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field may be called `constructor`, and then every object seems to have it. */
export const own = <Inner>(fields: Readonly<Record<string, Inner>>, key: string): Inner | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined

/** The shape of one field of an object. */
export const shapeOf = (shape: Shape | undefined, key: string): Shape | undefined =>
  own(shape?.fields ?? {}, key) ?? shape?.values
