/** Someone who may now do more with the API server. */
import { keyOf } from '../change.ts'
import { covers, type Grant, grantsIn } from './grants.ts'
import { baseAsNow, type Rule } from './rule.ts'

const resourceOf = ({ resource, group }: Grant) =>
  resource === '*' ? 'everything' : group === '' || group === '*' ? resource : `${resource}.${group}`

/** Grants that differ in their verb only are one sentence. */
const likeOf = ({ object, subject, namespace, name, ...rest }: Grant) =>
  JSON.stringify([
    keyOf(object),
    subject,
    namespace,
    resourceOf({ object, subject, namespace, name, ...rest }),
    name,
  ])

const sayVerbs = (verbs: readonly string[]) => (verbs.includes('*') ? 'do anything with' : verbs.join(', '))

const say = (grants: readonly Grant[]) => {
  const [grant] = grants as [Grant]
  const named = grant.name === '*' ? '' : ` named ${grant.name}`
  const where = grant.namespace === null ? 'in every namespace' : `in ${grant.namespace}`
  return `${grant.subject} may now ${sayVerbs([...new Set(grants.map(({ verb }) => verb))])} ${resourceOf(grant)}${named} ${where}.`
}

/** A role that is bound here is told by whom it is bound to. */
const isTold = (grant: Grant, all: readonly Grant[]) =>
  grant.subject.startsWith('whoever is bound') &&
  all.some(
    (each) =>
      !each.subject.startsWith('whoever') &&
      each.verb === grant.verb &&
      each.resource === grant.resource &&
      each.group === grant.group,
  )

export const rbacWidened = {
  name: 'rbac-widened',
  why: 'Who takes over the pod, or the account, may do it, too.',
  find: (change) => {
    const had = grantsIn(baseAsNow(change))
    const more = grantsIn(change.head).filter((grant) => !had.some((each) => covers(each, grant)))
    const told = more.filter((grant) => !isTold(grant, more))
    return [...Map.groupBy(told, likeOf).values()].map((grants) => ({
      object: (grants[0] as Grant).object,
      says: say(grants),
    }))
  },
} as const satisfies Rule
