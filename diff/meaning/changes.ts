/** What changed from one rendering to another, by meaning. */
import { isDeepStrictEqual } from 'node:util'
import {
  type FieldChange,
  type FolderChange,
  type Identity,
  identityOf,
  keyOf,
  type ObjectChange,
} from '../change.ts'
import type { Rendered, Rendering } from '../rendering.ts'
import { fold } from './checksums.ts'
import { fieldChanges } from './fields.ts'
import { match, type Pair } from './match.ts'
import { shapeOfKind } from './shapes/index.ts'
import { tidied } from './tidy.ts'

/** What it is called says the identity. */
const CALLED = ['name', 'namespace']

const fieldsOf = ({ manifest: from }: Rendered, { manifest: to }: Rendered): readonly FieldChange[] => {
  if (isDeepStrictEqual(from, to)) return []
  return fieldChanges([], [tidied(from), tidied(to)], shapeOfKind(to)).filter(
    ({ path: [first, second] }) => !(first === 'metadata' && CALLED.includes(second as string)),
  )
}

type Whole = { readonly from: Rendered; readonly to: Rendered }

const isElsewhere = ({ from, to }: Whole) =>
  from.place !== undefined && to.place !== undefined && from.place.construct !== to.place.construct

const whatOf = (pair: Whole, was: Identity | undefined, fields: number): ObjectChange['what'] => {
  const { name } = pair.to.manifest.metadata
  if (was !== undefined) return was.name === name ? 'moved' : 'renamed'
  return fields === 0 && isElsewhere(pair) ? 'moved' : 'changed'
}

const both = (pair: Whole): ObjectChange => {
  const { from, to } = pair
  const [before, identity] = [identityOf(from.manifest), identityOf(to.manifest)]
  const was = keyOf(before) === keyOf(identity) ? undefined : before
  const fields = fieldsOf(from, to)
  return {
    what: whatOf(pair, was, fields.length),
    identity,
    ...(was && { was }),
    from: from.manifest,
    to: to.manifest,
    fields,
    because: [],
    place: to.place,
  }
}

const one = (what: 'added' | 'removed', { manifest, place }: Rendered): ObjectChange => ({
  what,
  identity: identityOf(manifest),
  from: what === 'removed' ? manifest : undefined,
  to: what === 'added' ? manifest : undefined,
  fields: [],
  because: [],
  place,
})

const changeOf = ({ from, to }: Pair): ObjectChange[] => {
  if (from && to) return [both({ from, to })]
  return [...(from ? [one('removed', from)] : []), ...(to ? [one('added', to)] : [])]
}

const isChange = ({ what, fields, because }: ObjectChange) =>
  what !== 'changed' || fields.length > 0 || because.length > 0

const changesIn = (base: readonly Rendered[], head: readonly Rendered[]): readonly ObjectChange[] => {
  const all = match(base, head).flatMap(changeOf).filter(isChange)
  return all.map((change) => fold(change, all))
}

const manifests = (those: readonly Rendered[]) => those.map(({ manifest }) => manifest)

/** Every folder of either side, also those in which nothing changed. */
export const changesOf = (base: Rendering, head: Rendering): readonly FolderChange[] =>
  [...new Set([...base.keys(), ...head.keys()])].sort().map((folder) => {
    const [before, after] = [base.get(folder) ?? [], head.get(folder) ?? []]
    return { folder, base: manifests(before), head: manifests(after), changes: changesIn(before, after) }
  })
