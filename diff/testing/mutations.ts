/** Small changes to a manifest, to see whether a diff says them. */
import type { Manifest, Value } from '../change.ts'

type At = readonly (string | number)[]

const entriesOf = (value: Value): readonly (readonly [string | number, Value])[] => {
  if (Array.isArray(value)) return value.map((item, index) => [index, item as Value] as const)
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

const below = (value: Value, at: At): readonly At[] =>
  entriesOf(value).flatMap(([key, inner]) => [[...at, key], ...below(inner, [...at, key])])

/** By these an object is known: without them it is another, or none. */
const IDENTITY = ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace']

/** Of every value in it. */
export const paths = (manifest: Manifest): readonly At[] =>
  below(manifest as unknown as Value, []).filter((at) => !IDENTITY.includes(at.join('.')))

const edited = (
  value: Value,
  [step, ...rest]: At,
  last: (container: Value, key: string | number) => Value,
): Value => {
  if (step === undefined) return value
  if (rest.length === 0) return last(value, step)
  const inner = edited((value as Record<string | number, Value>)[step] as Value, rest, last)
  return Array.isArray(value) ? value.with(step as number, inner) : { ...(value as object), [step]: inner }
}

export const replaced = (manifest: Manifest, at: At, by: Value): Manifest =>
  edited(manifest as unknown as Value, at, (container, key) =>
    Array.isArray(container)
      ? container.with(key as number, by)
      : { ...(container as Record<string, Value>), [key]: by },
  ) as unknown as Manifest

export const without = (manifest: Manifest, at: At): Manifest =>
  edited(manifest as unknown as Value, at, (container, key) => {
    if (Array.isArray(container)) return container.toSpliced(key as number, 1)
    const { [key]: _, ...rest } = container as Record<string, Value>
    return rest
  }) as unknown as Manifest
