/** Which fields changed between two tidied objects. */
import type { FieldChange, Step, Value } from '../change.ts'
import { listChanges } from './lists.ts'
import { type Fields, isFields, own, type Shape, shapeOf } from './shape.ts'
import { absentOf, canonical } from './tidy.ts'

type Path = readonly Step[]
type Pair = readonly [Value | undefined, Value | undefined]

/** What a field is where it is not said: its default, or nothing in particular. */
export const unsaid = (
  value: Value | undefined,
  shape: Shape | undefined,
  parent: Fields,
): Value | undefined => {
  if (value !== undefined) return value
  return absentOf(shape, parent) ?? (shape?.isNothingWhenEmpty ? {} : undefined)
}

const inField =
  (path: Path, [from, to]: readonly [Fields, Fields], shape: Shape | undefined) =>
  (key: string) => {
    const inner = shapeOf(shape, key)
    return fieldChanges(
      [...path, key],
      [unsaid(own(from, key), inner, from), unsaid(own(to, key), inner, to)],
      inner,
    )
  }

const isSame = ([from, to]: Pair, shape: Shape | undefined) =>
  from === to || (from !== undefined && to !== undefined && canonical(from, shape) === canonical(to, shape))

const isMembers = (shape: Shape | undefined) => shape?.list !== undefined && shape.list !== 'sequence'

/** A list whose members have names is empty where it is not said. */
const listPair = ([from, to]: Pair, shape: Shape | undefined) => {
  const lists = isMembers(shape) ? [from ?? [], to ?? []] : [from, to]
  return lists.every((list) => Array.isArray(list)) ? (lists as [Value[], Value[]]) : undefined
}

/** `pair`: from and to. */
export const fieldChanges = (path: Path, pair: Pair, shape: Shape | undefined): readonly FieldChange[] => {
  const [from, to] = pair
  if (isFields(from) && isFields(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)])
    return [...keys].sort().flatMap(inField(path, [from, to], shape))
  }
  const lists = listPair(pair, shape)
  if (lists) return listChanges(path, lists, shape)
  return isSame(pair, shape) ? [] : [{ path, from, to }]
}
