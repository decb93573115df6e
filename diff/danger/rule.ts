/** What a danger rule is. */
import type { FolderChange, Identity, Manifest } from '../change.ts'

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

export const newFacts = (base: readonly Fact[], head: readonly Fact[]): readonly Hit[] => {
  const known = new Set(base.map(({ key }) => key))
  return head.filter(({ key }) => !known.has(key)).map(({ object, says }) => ({ object, says }))
}
