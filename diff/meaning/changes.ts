/** What changed from one rendering to another. */
import { type FieldChange, type FolderChange, identityOf, keyOf, type ObjectChange } from '../change.ts'
import type { Rendered, Rendering } from '../rendering.ts'

const byKey = (those: readonly Rendered[]) =>
  new Map(those.map((each) => [keyOf(identityOf(each.manifest)), each]))

const fieldsOf = (from: unknown, to: unknown): FieldChange[] =>
  JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path: [], from: from as never, to: to as never }]

const changeOf = (from: Rendered | undefined, to: Rendered | undefined): ObjectChange => {
  const { manifest, place } = (to ?? from) as Rendered
  return {
    what: from === undefined ? 'added' : to === undefined ? 'removed' : 'changed',
    identity: identityOf(manifest),
    from: from?.manifest,
    to: to?.manifest,
    fields: from && to ? fieldsOf(from.manifest, to.manifest) : [],
    because: [],
    place,
  }
}

const changesIn = (base: readonly Rendered[], head: readonly Rendered[]): ObjectChange[] => {
  const [before, after] = [byKey(base), byKey(head)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => changeOf(before.get(key), after.get(key)))
    .filter(({ what, fields }) => what !== 'changed' || fields.length > 0)
}

export const changesOf = (base: Rendering, head: Rendering): readonly FolderChange[] =>
  [...new Set([...base.keys(), ...head.keys()])].sort().map((folder) => {
    const [before, after] = [base.get(folder) ?? [], head.get(folder) ?? []]
    return {
      folder,
      base: before.map(({ manifest }) => manifest),
      head: after.map(({ manifest }) => manifest),
      changes: changesIn(before, after),
    }
  })
