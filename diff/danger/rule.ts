/** What a danger rule is. */
import { type FolderChange, type Identity, identityOf, keyOf, type Manifest } from '../change.ts'

export type Hit = {
  /** Which object to look at, and which `accepted` names. */
  readonly object: Identity
  /** One sentence: what happens. */
  readonly says: string
}

/** All folders together, for what lies in another one. */
export type World = {
  readonly folders: readonly FolderChange[]
  readonly base: readonly Manifest[]
  readonly head: readonly Manifest[]
}

export type Rule<Name extends string = string> = {
  /** What `accepted` calls it. */
  readonly name: Name
  /** One sentence: why it is dangerous. */
  readonly why: string
  find(change: FolderChange, world: World): readonly Hit[]
}

export const worldOf = (folders: readonly FolderChange[]): World => ({
  folders,
  base: folders.flatMap(({ base }) => base),
  head: folders.flatMap(({ head }) => head),
})

/** Something that is so, and would be a danger where it was not so before. */
export type Fact = Hit & { readonly key: string }

/** The base with what is called otherwise now under its new name: to move an object is to change nothing of it. */
export const baseAsNow = ({ base, changes }: FolderChange): readonly Manifest[] => {
  const now = new Map(changes.flatMap(({ was, identity }) => (was ? [[keyOf(was), identity] as const] : [])))
  return base.map((each) => {
    const identity = now.get(keyOf(identityOf(each)))
    if (identity === undefined) return each
    const { namespace: _, ...metadata } = each.metadata
    const { name, namespace } = identity
    return { ...each, metadata: { ...metadata, name, ...(namespace !== null && { namespace }) } }
  })
}

export const newFacts = (
  change: FolderChange,
  factsIn: (manifests: readonly Manifest[]) => readonly Fact[],
): readonly Hit[] => {
  const known = new Set(factsIn(baseAsNow(change)).map(({ key }) => key))
  return factsIn(change.head)
    .filter(({ key }) => !known.has(key))
    .map(({ object, says }) => ({ object, says }))
}
