/** What RBAC lets whom do: verbs × resources × names, and where. */
import { type Identity, identityOf, type Manifest } from '../change.ts'
import { fieldsAt, isFields, listAt, textAt, textsAt } from '../objects/at.ts'
import { nameOf } from '../objects/name.ts'

export type Grant = {
  readonly subject: string
  /** Null: in every namespace. */
  readonly namespace: string | null
  readonly verb: string
  /** `pods`, `deployments.apps`, or a path. */
  readonly resource: string
  readonly group: string
  /** `*`: all of them. */
  readonly name: string
  /** Of the object that says so. */
  readonly object: Identity
}

type Power = Pick<Grant, 'verb' | 'resource' | 'group' | 'name'>

const product = (rule: unknown): readonly Power[] => {
  const names = textsAt(rule, 'resourceNames')
  const paths = textsAt(rule, 'nonResourceURLs').map((resource) => ({ resource, group: '' }))
  const resources = textsAt(rule, 'apiGroups').flatMap((group) =>
    textsAt(rule, 'resources').map((resource) => ({ resource, group })),
  )
  return [...resources, ...paths].flatMap((each) =>
    textsAt(rule, 'verbs').flatMap((verb) =>
      (names.length === 0 ? ['*'] : names).map((name) => ({ ...each, verb, name })),
    ),
  )
}

const ALL: Power = { verb: '*', resource: '*', group: '*', name: '*' }

const powersOf = (role: Manifest) => listAt(role, 'rules').flatMap(product)

const isRole = ({ kind }: Manifest) => kind === 'Role' || kind === 'ClusterRole'

const roleOf = (binding: Manifest, manifests: readonly Manifest[]): readonly Power[] => {
  const reference = fieldsAt(binding, 'roleRef')
  const { kind, name } = reference
  const found = manifests.find(
    (each) =>
      each.kind === kind &&
      each.metadata.name === name &&
      (kind === 'ClusterRole' || each.metadata.namespace === binding.metadata.namespace),
  )
  if (found) return powersOf(found)
  if (name === 'cluster-admin') return [ALL]
  // Of a role that is made elsewhere nobody here knows what it may.
  return [{ verb: 'do', resource: `what the ${kind} ${name} may`, group: '', name: '*' }]
}

const subjectsOf = (binding: Manifest): readonly string[] =>
  listAt(binding, 'subjects')
    .filter(isFields)
    .map((each) => {
      const namespace =
        textAt(each, 'namespace') ??
        (each.kind === 'ServiceAccount' ? identityOf(binding).namespace : undefined)
      return `${each.kind} ${namespace ? `${namespace}/` : ''}${each.name}`
    })

const ofBinding = (binding: Manifest, manifests: readonly Manifest[]): readonly Grant[] => {
  const object = identityOf(binding)
  const namespace = binding.kind === 'ClusterRoleBinding' ? null : object.namespace
  return subjectsOf(binding).flatMap((subject) =>
    roleOf(binding, manifests).map((power) => ({ ...power, subject, namespace, object })),
  )
}

const AGGREGATE = /^rbac\.authorization\.k8s\.io\/aggregate-to-(.+)$/

/** Who is bound elsewhere, or through a role that gathers others, has it as well. */
const ofRole = (role: Manifest): readonly Grant[] => {
  const object = identityOf(role)
  const into = Object.entries(fieldsAt(role.metadata, 'labels')).flatMap(([key, value]) =>
    value === 'true' ? (AGGREGATE.exec(key)?.[1] ?? []) : [],
  )
  const subjects = [
    `whoever is bound to the ${nameOf(object)}`,
    ...into.map((name) => `whoever is bound to the ClusterRole ${name}`),
  ]
  return subjects.flatMap((subject) =>
    powersOf(role).map((power) => ({ ...power, subject, namespace: object.namespace, object })),
  )
}

const isBinding = ({ kind }: Manifest) => kind === 'RoleBinding' || kind === 'ClusterRoleBinding'

export const grantsIn = (manifests: readonly Manifest[]): readonly Grant[] => [
  ...manifests.filter(isBinding).flatMap((each) => ofBinding(each, manifests)),
  ...manifests.filter(isRole).flatMap(ofRole),
]

const holds = (wide: string, narrow: string) => wide === '*' || wide === narrow

/** Whether whoever has the first has the second. */
export const covers = (wide: Grant, narrow: Grant) =>
  wide.subject === narrow.subject &&
  (wide.namespace === null || wide.namespace === narrow.namespace) &&
  holds(wide.verb, narrow.verb) &&
  holds(wide.group, narrow.group) &&
  (holds(wide.resource, narrow.resource) || isSub(wide.resource, narrow.resource)) &&
  holds(wide.name, narrow.name)

/** `pods/*` has `pods/log`, and `*\/scale` has `deployments/scale`. */
const isSub = (wide: string, narrow: string) => {
  const [thing, part] = wide.split('/')
  const [other, piece] = narrow.split('/')
  return (
    part !== undefined && piece !== undefined && holds(thing as string, other as string) && holds(part, piece)
  )
}
