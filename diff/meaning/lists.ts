/** Which members of two lists changed, by what the API takes for the same member. */
import type { FieldChange, Step, Value } from '../change.ts'
import { fieldChanges } from './fields.ts'
import { isFields, type Shape } from './shape.ts'
import { canonical, nameOf } from './tidy.ts'

type Path = readonly Step[]
type Pair = readonly [readonly Value[], readonly Value[]]

type Member = { readonly key: string; readonly step: Step; readonly value: Value }

const unique = (members: readonly Member[]) => new Set(members.map(({ key }) => key)).size === members.length

const byName = (items: readonly Value[], keys: readonly string[], shape: Shape | undefined): Member[] =>
  items.map((value) => {
    const by = nameOf(value, keys, shape?.items)
    return { key: JSON.stringify(by), step: { by }, value }
  })

const byContent = (items: readonly Value[], shape: Shape | undefined): Member[] =>
  items.map((item) => ({ key: canonical(item, shape?.items), step: { item }, value: item }))

/** Members that are there at one side only, and changes within those that are there at both. */
const membership = (path: Path, [from, to]: readonly [Member[], Member[]], shape: Shape | undefined) => {
  const [before, after] = [from, to].map((side) => new Map(side.map((each) => [each.key, each])))
  return [...new Map([...(before ?? []), ...(after ?? [])]).values()].flatMap(({ key, step }) => {
    const pair = [before?.get(key)?.value, after?.get(key)?.value] as const
    // A member that is not there is nothing at all: no defaults stand in for it.
    const isAtBoth = pair[0] !== undefined && pair[1] !== undefined
    return isAtBoth
      ? fieldChanges([...path, step], pair, shape?.items)
      : [{ path: [...path, step], from: pair[0], to: pair[1] }]
  })
}

/** What stays, in its old order, and what is new after it: where nobody says the order. */
const expected = (from: readonly Member[], to: readonly Member[]) => {
  const [before, after] = [from, to].map((side) => side.map(({ key }) => key))
  return [
    ...(before ?? []).filter((key) => after?.includes(key)),
    ...(after ?? []).filter((key) => !before?.includes(key)),
  ]
}

/** In one word, or some. */
export const nameIn = (by: Readonly<Record<string, string | number>>) => Object.values(by).join(' ')

const wordOf = ({ step, value }: Member): Value =>
  typeof step === 'object' && 'by' in step ? nameIn(step.by) : value

const order = (path: Path, [from, to]: readonly [Member[], Member[]]): FieldChange[] => {
  const isExpected = expected(from, to).every((key, index) => to[index]?.key === key)
  return isExpected ? [] : [{ path, from: from.map(wordOf), to: to.map(wordOf), isOrder: true }]
}

const members = (path: Path, sides: readonly [Member[], Member[]], shape: Shape | undefined) => [
  ...membership(path, sides, shape),
  ...order(path, sides),
]

const byIndex = (path: Path, [from, to]: Pair, shape: Shape | undefined): readonly FieldChange[] =>
  from.length === to.length
    ? from.flatMap((item, index) => fieldChanges([...path, index], [item, to[index] as Value], shape?.items))
    : [{ path, from, to }]

/** Whichever way says less: which members came and went, or what changed at which place. */
const sequences = (path: Path, pair: Pair, shape: Shape | undefined): readonly FieldChange[] => {
  const sides = pair.map((items) => byContent(items, shape)) as [Member[], Member[]]
  const inPlace = byIndex(path, pair, shape)
  if (!sides.every(unique)) return inPlace
  const moved = members(path, sides, shape)
  return moved.length < inPlace.length || pair[0].length !== pair[1].length ? moved : inPlace
}

/** Of a list that nobody described: by `name` where all members have their own, and then in order. */
const guess = (items: readonly Value[]) =>
  items.length > 0 && items.every((item) => isFields(item) && typeof item.name === 'string')

const named = (path: Path, pair: Pair, shape: Shape): readonly FieldChange[] => {
  const sides = pair.map((items) => byName(items, shape.list as readonly string[], shape))
  if (!pair.flat().every(isFields) || !sides.every(unique)) return sequences(path, pair, shape)
  const both = sides as [Member[], Member[]]
  return shape.isOrdered?.(pair[1]) ? members(path, both, shape) : membership(path, both, shape)
}

const GUESSED: Shape = { list: ['name'], isOrdered: () => true }

export const listChanges = (path: Path, pair: Pair, shape: Shape | undefined): readonly FieldChange[] => {
  if (shape?.list === 'set')
    return membership(path, pair.map((items) => byContent(items, shape)) as [Member[], Member[]], shape)
  if (Array.isArray(shape?.list)) return named(path, pair, shape)
  const isGuessed = shape?.list === undefined && pair.every(guess)
  return isGuessed ? named(path, pair, GUESSED) : sequences(path, pair, shape)
}
