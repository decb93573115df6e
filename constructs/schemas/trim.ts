/** Cuts Kubernetes' JSON schemas down to the kinds that are made here: small enough to keep beside the code. */

type Schema = { readonly [key: string]: unknown }

/** The file `_definitions.json` of a Kubernetes minor, as kubernetes-json-schema publishes them. */
export type Definitions = { readonly $defs: Readonly<Record<string, Schema>> }

type Kind = { readonly group: string; readonly version: string; readonly kind: string }

const kindsOf = (schema: Schema): readonly Kind[] =>
  (schema['x-kubernetes-group-version-kind'] as readonly Kind[] | undefined) ?? []

export const keyOf = (apiVersion: string, kind: string) => `${apiVersion} ${kind}`

const apiVersionOf = ({ group, version }: Kind) => (group ? `${group}/${version}` : version)

/** By which fields the members of a list are known, which is what a diff wants to know. */
const KEPT = 'x-kubernetes-list-map-keys'

/** Descriptions go, and references stay within the file. A field may itself be called `description`, or `format`. */
const DROPPED = ['description', 'format', 'default', 'title', 'externalDocs']
const isDropped = (key: string, inner: unknown) =>
  (key.startsWith('x-kubernetes-') && key !== KEPT) || (DROPPED.includes(key) && typeof inner !== 'object')

const trimmed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(trimmed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !isDropped(key, inner))
      .map(([key, inner]) => [
        key,
        key === '$ref' ? `#/definitions/${String(inner).split('/').at(-1)}` : trimmed(inner),
      ]),
  )
}

const namesIn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"#\/definitions\/([^"]+)"/g)].map(([, name]) => name as string)

const withReferences = (
  name: string,
  all: Readonly<Record<string, unknown>>,
  found = new Set<string>(),
): Set<string> => {
  if (found.has(name)) return found
  found.add(name)
  for (const next of namesIn(all[name])) withReferences(next, all, found)
  return found
}

type Versioned = { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }
export type Crd = {
  readonly spec: {
    readonly group: string
    readonly names: { readonly kind: string }
    readonly versions: readonly Versioned[]
  }
}

/** Custom resources' own schemas let unknown fields pass; here they are faults, as the API server prunes them. */
const strict = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strict)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, strict(each)]))
  return 'properties' in value && !('additionalProperties' in value)
    ? { ...inner, additionalProperties: false }
    : inner
}

/** A definition that speaks for a custom resource, of the version that `kinds` asks for. */
export const crdDefinitions = (crds: readonly Crd[], kinds: ReadonlySet<string>): Definitions => ({
  $defs: Object.fromEntries(
    crds.flatMap(({ spec: { group, names, versions } }) =>
      versions
        .filter(({ name }) => kinds.has(keyOf(`${group}/${name}`, names.kind)))
        .map(({ name: version, schema: { openAPIV3Schema } }) => [
          `${group}.${version}.${names.kind}`,
          {
            ...(strict({
              ...openAPIV3Schema,
              properties: { ...(openAPIV3Schema.properties as object), metadata: {} },
            }) as object),
            'x-kubernetes-group-version-kind': [{ group, version, kind: names.kind }],
          },
        ]),
    ),
  ),
})

/** `kinds`: what `keyOf` makes of each object. Throws for a kind that this minor does not have. */
export const trim = ({ $defs: definitions }: Definitions, kinds: ReadonlySet<string>) => {
  const all = trimmed(definitions) as Readonly<Record<string, unknown>>
  const entries = Object.entries(definitions)
  const roots = [...kinds].sort().map((key) => {
    const found = entries.find(([, schema]) =>
      kindsOf(schema).some((kind) => keyOf(apiVersionOf(kind), kind.kind) === key),
    )
    if (!found) throw new Error(`this Kubernetes has no ${key}`)
    return [key, found[0]] as const
  })
  const names = new Set(roots.flatMap(([, name]) => [...withReferences(name, all)]))
  return {
    kinds: Object.fromEntries(roots),
    definitions: Object.fromEntries([...names].sort().map((name) => [name, all[name]])),
  }
}
