/** A policy edge that opens: who can now reach what. */
import { type FolderChange, type Identity, identityOf, type Manifest, type ObjectChange } from '../change.ts'
import { fieldsAt } from '../objects/at.ts'
import { type Edge, edgesIn, guarded, isOurs } from '../reach/edges.ts'
import { openedEdges } from '../reach/opened.ts'
import { isAbout, isPolicy } from '../reach/rules.ts'
import { sayEdge } from '../reach/say.ts'
import type { Rule } from './rule.ts'

/** Every pod asks for names, and the answer is the cluster's own. */
const isNames = ({ to }: Edge, says: string) =>
  !isOurs(to) && says.includes('kube-dns') && / on (53|53\/UDP|53, 53\/UDP)$/.test(says)

const isForAll = (policy: Manifest) => Object.keys(fieldsAt(policy, 'spec', 'podSelector')).length === 0

const policiesIn = (changes: readonly ObjectChange[]) =>
  changes
    .flatMap(({ from, to, identity }) =>
      [from, to].flatMap((policy) => (policy && isPolicy(policy) ? [{ policy, identity }] : [])),
    )
    // That of one workload says more than that of all.
    .toSorted((a, b) => Number(isForAll(a.policy)) - Number(isForAll(b.policy)))

/** The changed policy that opened it; else whose pods they are. */
const blame = ({ from, to }: Edge, changes: readonly ObjectChange[]): Identity | undefined => {
  const ends = [to, from].filter(isOurs).map(({ pods }) => pods)
  const policies = policiesIn(changes)
  const found = ends.flatMap((pods) => policies.filter(({ policy }) => isAbout(policy, pods)))
  return found[0]?.identity ?? ends[0]?.identity
}

/** An environment that is new as a whole opens nothing of what was there. */
const isNew = (edge: Edge, base: FolderChange['base']) => {
  const namespaces = new Set(base.map((each) => identityOf(each).namespace))
  return [edge.from, edge.to].filter(isOurs).every(({ pods }) => !namespaces.has(pods.namespace))
}

export const edgeOpened = {
  name: 'edge-opened',
  why: 'What can be reached can be attacked; the service graph says who needs whom.',
  find: ({ base, head, changes }) => {
    const scope = guarded(base, head)
    return openedEdges(edgesIn(base, scope), edgesIn(head, scope))
      .filter((edge) => !isNew(edge, base))
      .map((edge) => ({ edge, says: sayEdge(edge) }))
      .filter(({ edge, says }) => !isNames(edge, says))
      .flatMap(({ edge, says }) => {
        const object = blame(edge, changes)
        return object ? [{ object, says: `${says}.` }] : []
      })
  },
} as const satisfies Rule
