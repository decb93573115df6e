/** What changed between two renderings of the manifests, before anyone says what it means. */

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value }

export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown }
  readonly [key: string]: unknown
}

/** Which object: the API version of its group is not part of it. */
export type Identity = {
  /** `apps`; empty for the core group. */
  readonly group: string
  readonly kind: string
  /** Null for what belongs to the whole cluster. */
  readonly namespace: string | null
  readonly name: string
}

/** Of what an object says of itself. */
export const identityOf = ({ apiVersion, kind, metadata }: Manifest): Identity => ({
  group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
  kind,
  namespace: metadata.namespace ?? null,
  name: metadata.name,
})

/** Two identities are one when this is the same. */
export const keyOf = ({ group, kind, namespace, name }: Identity) =>
  [group, kind, namespace ?? '', name].join('/')

/**
 * A step into an object: a key; an index; the member of a list that these fields name; or the member of a set (a rule, a
 * toleration, a capability), which is its own name.
 */
export type Step =
  | string
  | number
  | { readonly by: Readonly<Record<string, string | number>> }
  | { readonly item: Value }

/** `undefined`: not there. */
export type FieldChange = {
  readonly path: readonly Step[]
  readonly from: Value | undefined
  readonly to: Value | undefined
  /** Only the order of a list changed: both are its members' names, or the members, in their order. */
  readonly isOrder?: true
  /** The changed line that holds this value, where only one does; of the base when the field is gone. */
  readonly said?: { readonly file: string; readonly line: number }
}

/** Where TypeScript says so. */
export type Place = {
  /** Construct path, e.g. `midi/service/deployment`; empty for plain YAML. */
  readonly construct: string
  /** Relative to the repository. */
  readonly file?: string
  readonly line?: number
}

export type ObjectChange = {
  /** `moved`: same object under another construct path or namespace; `renamed`: same content under another name. */
  readonly what: 'added' | 'removed' | 'changed' | 'moved' | 'renamed'
  /** As it is at head; as it was at base when it is removed. */
  readonly identity: Identity
  /** As it was at base, where that differs. */
  readonly was?: Identity
  readonly from: Manifest | undefined
  readonly to: Manifest | undefined
  /** By meaning: no defaults, no order, no checksums. Empty when added or removed. */
  readonly fields: readonly FieldChange[]
  /** The objects whose changed content is why a checksum in this one changed. */
  readonly because: readonly Identity[]
  /** Those checksums, and references to a name that has one: what follows from `because`. */
  readonly folded?: readonly FieldChange[]
  readonly place: Place | undefined
}

/** One folder that is applied together: an environment, or a cluster's own. */
export type FolderChange = {
  readonly folder: string
  /** Everything at base and at head, for rules that look beyond one object. */
  readonly base: readonly Manifest[]
  readonly head: readonly Manifest[]
  readonly changes: readonly ObjectChange[]
}
