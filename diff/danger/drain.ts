/** A disruption budget that lets no pod go: draining a node never ends. */
import { identityOf, type Manifest } from '../change.ts'
import { at, fieldsAt } from '../objects/at.ts'
import { nameOf } from '../objects/name.ts'
import { podsIn } from '../objects/pods.ts'
import { takes } from '../objects/selector.ts'
import { type Fact, newFacts, type Rule } from './rule.ts'

const countOf = (value: unknown, replicas: number) => {
  const text = String(value)
  // Kubernetes rounds both up: in favour of the pods, and of the drain.
  return text.endsWith('%') ? Math.ceil((replicas * Number.parseFloat(text)) / 100) : Number(text)
}

const covered = (budget: Manifest, manifests: readonly Manifest[]) => {
  const { namespace } = identityOf(budget)
  return podsIn(manifests).filter(
    (pods) =>
      pods.identity.namespace === namespace && takes(fieldsAt(budget, 'spec', 'selector'), pods.labels),
  )
}

const blocks = (budget: Manifest, replicas: number) => {
  const [least, most] = [at(budget, 'spec', 'minAvailable'), at(budget, 'spec', 'maxUnavailable')]
  if (replicas === 0) return false
  return (
    (least !== undefined && countOf(least, replicas) >= replicas) ||
    (most !== undefined && countOf(most, replicas) === 0)
  )
}

const factsIn = (manifests: readonly Manifest[]): readonly Fact[] =>
  manifests
    .filter(({ kind }) => kind === 'PodDisruptionBudget')
    .flatMap((budget) => {
      const pods = covered(budget, manifests)
      const replicas = pods.reduce((sum, each) => sum + each.replicas, 0)
      if (!blocks(budget, replicas)) return []
      const object = identityOf(budget)
      const of = pods.map(({ name, replicas }) => `${name} (${replicas})`).join(', ')
      return [{ object, key: nameOf(object), says: `it lets none of the pods of ${of} go.` }]
    })

export const drainBlocked = {
  name: 'drain-blocked',
  why: 'A node that cannot be drained cannot be upgraded without force.',
  find: (change) => newFacts(change, factsIn),
} as const satisfies Rule
