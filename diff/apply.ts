/** A diff is complete: applied to base it gives head, by meaning. */
import {
  type FieldChange,
  type FolderChange,
  identityOf,
  keyOf,
  type Manifest,
  type ObjectChange,
  type Step,
  type Value,
} from './change.ts'
import { unsaid } from './meaning/fields.ts'
import { nameIn } from './meaning/lists.ts'
import { type Fields, isFields, own, type Shape, shapeOf } from './meaning/shape.ts'
import { shapeOfKind } from './meaning/shapes/index.ts'
import { canonical, nameOf, tidied } from './meaning/tidy.ts'

type Edit = (before: Value | undefined, shape: Shape | undefined) => Value | undefined

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value)

const keysOf = (shape: Shape | undefined) => (isList(shape?.list) ? shape.list : ['name'])

const inField =
  (key: string, edit: Edit): Edit =>
  (before, shape) => {
    const fields: Fields = isFields(before) ? before : {}
    const inner = shapeOf(shape, key)
    const value = edit(unsaid(own(fields, key), inner, fields), inner)
    const { [key]: _, ...rest } = fields
    return value === undefined ? rest : { ...fields, [key]: value }
  }

const isMember = (step: Step, item: Value, shape: Shape | undefined) => {
  if (typeof step !== 'object') return false
  if ('item' in step) return canonical(step.item, shape?.items) === canonical(item, shape?.items)
  return JSON.stringify(nameOf(item, keysOf(shape), shape?.items)) === JSON.stringify(step.by)
}

const inMember =
  (step: Step, edit: Edit): Edit =>
  (before, shape) => {
    const items = isList(before) ? before : []
    const index = typeof step === 'number' ? step : items.findIndex((item) => isMember(step, item, shape))
    const value = edit(items[index], shape?.items)
    const place = index < 0 ? items.length : index
    return items.toSpliced(place, 1, ...(value === undefined ? [] : [value]))
  }

const reorder =
  (names: readonly Value[]): Edit =>
  (before, shape) => {
    const wanted = names.map((name) => canonical(name, shape?.items))
    const rank = (item: Value) => {
      const place = wanted.indexOf(canonical(item, shape?.items))
      const name = nameIn(nameOf(item, keysOf(shape), shape?.items))
      return place < 0 ? wanted.indexOf(JSON.stringify(name)) : place
    }
    return isList(before) ? before.toSorted((a, b) => rank(a) - rank(b)) : before
  }

const editOf = ({ path, to, isOrder }: FieldChange): Edit =>
  path.reduceRight<Edit>(
    (edit, step) => (typeof step === 'string' ? inField(step, edit) : inMember(step, edit)),
    isOrder && isList(to) ? reorder(to) : () => to,
  )

const called = (manifest: Manifest, { identity }: ObjectChange): Manifest => {
  const { namespace, name, ...metadata } = manifest.metadata
  const of = identity.namespace === null ? {} : { namespace: identity.namespace }
  return { ...manifest, metadata: { ...metadata, ...of, name: identity.name } }
}

const changed = (from: Manifest, change: ObjectChange): Manifest => {
  const shape = shapeOfKind(from)
  const fields = [...change.fields, ...(change.folded ?? [])]
  const to = fields.reduce<Value>((value, field) => editOf(field)(value, shape) ?? {}, tidied(from))
  return called(to as unknown as Manifest, change)
}

const keyAtBase = ({ was, identity }: ObjectChange) => keyOf(was ?? identity)

/** The objects of head, without defaults. */
export const apply = ({ base, changes }: FolderChange): readonly Manifest[] => {
  const byKey = new Map(changes.filter(({ from }) => from).map((each) => [keyAtBase(each), each]))
  const kept = base.flatMap((manifest) => {
    const change = byKey.get(keyOf(identityOf(manifest)))
    if (change === undefined) return [manifest]
    return change.what === 'removed' ? [] : [changed(manifest, change)]
  })
  return [...kept, ...changes.flatMap(({ what, to }) => (what === 'added' && to ? [to] : []))]
}
