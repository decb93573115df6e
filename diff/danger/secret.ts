/** A secret that is written into a manifest. */
import type { Manifest } from '../change.ts'
import { at, fieldsAt, isFields, listAt, textAt } from '../objects/at.ts'
import { containersOf, tryPodsOf } from '../objects/pods.ts'
import { isSecret } from '../objects/secret.ts'
import type { Rule } from './rule.ts'

/** `key`: what it is called. */
type Held = { readonly where: string; readonly key: string; readonly value: string }

const texts = (value: unknown, path: readonly string[] = []): readonly Held[] => {
  if (typeof value === 'string') return [{ where: path.join('.'), key: path.at(-1) ?? '', value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, [...path, key]))
}

const variables = (object: Manifest): readonly Held[] => {
  const pods = tryPodsOf(object)
  return (pods ? containersOf(pods) : []).flatMap(({ name, fields }) =>
    listAt(fields, 'env').flatMap((each) => {
      const [key, value] = [textAt(each, 'name') ?? '', textAt(each, 'value')]
      return value !== undefined && isSecret(value, key)
        ? [{ where: `the variable ${key} of container ${name}`, key, value }]
        : []
    }),
  )
}

const settings = (object: Manifest): readonly Held[] =>
  object.kind === 'ConfigMap'
    ? texts(fieldsAt(object, 'data')).filter(({ key, value }) => isSecret(value, key))
    : []

/** A Secret is nothing but secrets. */
const ofSecret = (object: Manifest): readonly Held[] =>
  object.kind === 'Secret' ? ['data', 'stringData'].flatMap((part) => texts(at(object, part))) : []

const heldIn = (object: Manifest): readonly Held[] => {
  const { metadata, ...rest } = object
  const known = [...ofSecret(object), ...variables(object), ...settings(object)]
  const values = new Set(known.map(({ value }) => value))
  const others = texts({
    ...rest,
    metadata: { annotations: at(metadata, 'annotations'), labels: at(metadata, 'labels') },
  })
  const looking =
    object.kind === 'Secret'
      ? []
      : others.filter(({ key, value }) => isSecret(value) && isSecret(value, key) && !values.has(value))
  return [...known, ...looking]
}

const IGNORED = ['CustomResourceDefinition']

export const secretInManifest = {
  name: 'secret-in-manifest',
  why: 'Whoever reads the repository, its history or the cluster has it; a manifest names a Secret, and the Secret is made beside.',
  find: ({ changes }) =>
    changes.flatMap(({ identity, from, to }) => {
      if (!isFields(to) || IGNORED.includes(identity.kind)) return []
      const known = new Set(from ? heldIn(from).map(({ value }) => value) : [])
      return heldIn(to as Manifest)
        .filter(({ value }) => !known.has(value))
        .map(({ where }) => ({ object: identity, says: `${where} holds what looks like a secret.` }))
    }),
} as const satisfies Rule
