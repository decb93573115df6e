/** Which object of base is which of head. */
import { type Identity, identityOf, keyOf, type Value } from '../change.ts'
import type { Rendered } from '../rendering.ts'
import { type Fields, isFields } from './shape.ts'
import { tidied } from './tidy.ts'

/** `from` and `to` are one object; one of them is missing when it was added or removed. */
export type Pair = { readonly from?: Rendered; readonly to?: Rendered }

/** Of what two objects say, the share that both must say to be one under two names. */
const ALIKE = 0.8
/** Below so many words an object is too plain to be recognized by them. */
const MANY = 5

/** What a tool appends for each content: `settings-7f9c8h2b5k`. */
const SUFFIX = /-(?=[a-z]*\d)[a-z0-9]{8,10}$/

export const stem = ({ kind, name }: Identity) => `${kind} ${name.replace(SUFFIX, '')}`

const leaves = (value: Value | undefined, path: string): readonly string[] => {
  if (!isFields(value) && !Array.isArray(value)) return [`${path}=${JSON.stringify(value)}`]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}/${key}`))
}

const known = new WeakMap<Rendered, ReadonlySet<string>>()

/** All it says, but for its kind and what it is called. Each is compared with many. */
const wordsOf = (rendered: Rendered): ReadonlySet<string> => {
  const before = known.get(rendered)
  if (before) return before
  const { apiVersion, kind, ...said } = tidied(rendered.manifest)
  const { name, namespace, ...metadata } = said.metadata as Fields
  const words = new Set(leaves({ ...said, metadata }, ''))
  known.set(rendered, words)
  return words
}

/** The share of what either says that both say. */
const likeness = (a: Rendered, b: Rendered) => {
  const [one, other] = [wordsOf(a), wordsOf(b)]
  const both = [...one].filter((word) => other.has(word)).length
  return both / Math.max(one.size, other.size, 1)
}

const isAlike = (a: Rendered, b: Rendered) => wordsOf(a).size >= MANY && likeness(a, b) >= ALIKE

/** However little it says. */
const isEqual = (a: Rendered, b: Rendered) => wordsOf(a).size > 0 && likeness(a, b) === 1

const constructOf = ({ place }: Rendered) => place?.construct || undefined

/** Reasons to take two objects of one kind for one, the best first. */
const reasons: readonly ((a: Rendered, b: Rendered) => boolean)[] = [
  (a, b) => constructOf(a) !== undefined && constructOf(a) === constructOf(b),
  (a, b) => a.manifest.metadata.name === b.manifest.metadata.name && (isAlike(a, b) || isEqual(a, b)),
  (a, b) => stem(identityOf(a.manifest)) === stem(identityOf(b.manifest)) && isHashed(a) && isHashed(b),
  isAlike,
]

const isHashed = ({ manifest }: Rendered) => SUFFIX.test(manifest.metadata.name)

const isOfKind = (a: Rendered, b: Rendered) => {
  const [one, other] = [identityOf(a.manifest), identityOf(b.manifest)]
  return one.group === other.group && one.kind === other.kind
}

const byKey = (those: readonly Rendered[]) =>
  new Map(those.map((each) => [keyOf(identityOf(each.manifest)), each]))

/** Each is taken once. */
const pairUp = (removed: Set<Rendered>, added: Set<Rendered>): Pair[] =>
  reasons.flatMap((isSame) =>
    [...removed].flatMap((from) => {
      const to = [...added].find((each) => isOfKind(from, each) && isSame(from, each))
      if (to === undefined) return []
      removed.delete(from)
      added.delete(to)
      return [{ from, to }]
    }),
  )

const missing = (those: ReadonlyMap<string, Rendered>, others: ReadonlyMap<string, Rendered>) =>
  new Set([...those].filter(([key]) => !others.has(key)).map(([, each]) => each))

/** In the order of head, and what was removed after it. */
export const match = (base: readonly Rendered[], head: readonly Rendered[]): readonly Pair[] => {
  const [before, after] = [byKey(base), byKey(head)]
  const [removed, added] = [missing(before, after), missing(after, before)]
  const former = new Map(pairUp(removed, added).map(({ from, to }) => [to, from]))
  const there = [...after].map(([key, to]) => {
    const from = before.get(key) ?? former.get(to)
    return from ? { from, to } : { to }
  })
  return [...there, ...[...removed].map((from) => ({ from }))]
}
