/** Policy edges that open or close: who can now reach what, and who no longer can. */
import { type FolderChange, type Identity, identityOf, type Manifest, type ObjectChange } from '../change.ts'
import { fieldsAt } from '../objects/at.ts'
import { type Pods, podsIn } from '../objects/pods.ts'
import { type Edge, edgesIn, guarded, isOurs } from '../reach/edges.ts'
import { openedEdges } from '../reach/opened.ts'
import { isAbout, isPolicy } from '../reach/rules.ts'
import { sayEdge } from '../reach/say.ts'
import { baseAsNow, type Hit, type Rule } from './rule.ts'

const oursIn = ({ from, to }: Edge): readonly Pods[] => [to, from].filter(isOurs).map(({ pods }) => pods)

/** Every pod asks for names, and the answer is the cluster's own. */
const isNames = (edge: Edge) =>
  !isOurs(edge.to) && /kube-dns.* on (53|53\/UDP|53, 53\/UDP)$/.test(sayEdge(edge))

const isForAll = (policy: Manifest) => Object.keys(fieldsAt(policy, 'spec', 'podSelector')).length === 0

const policiesIn = (changes: readonly ObjectChange[]) =>
  changes
    .flatMap(({ from, to, identity }) =>
      [from, to].flatMap((policy) => (policy && isPolicy(policy) ? [{ policy, identity }] : [])),
    )
    // That of one workload says more than that of all.
    .toSorted((a, b) => Number(isForAll(a.policy)) - Number(isForAll(b.policy)))

/** The changed policy that did it; else whose pods they are. */
const blame = (edge: Edge, changes: readonly ObjectChange[]): Identity | undefined => {
  const policies = policiesIn(changes)
  const found = oursIn(edge).flatMap((pods) => policies.filter(({ policy }) => isAbout(policy, pods)))
  return found[0]?.identity ?? oursIn(edge)[0]?.identity
}

const namespacesOf = (manifests: readonly Manifest[]) =>
  new Set(manifests.map((each) => identityOf(each).namespace))

/** What comes or goes as a whole opens and closes nothing of what stays. */
const isOfOne = (edge: Edge, namespaces: ReadonlySet<string | null>) =>
  oursIn(edge).every(({ namespace }) => !namespaces.has(namespace))

type Sides = { readonly before: readonly Manifest[]; readonly after: readonly Manifest[] }

const between = ({ before, after }: Sides) => {
  const scope = guarded(before, after)
  const namespaces = namespacesOf(before)
  return openedEdges(edgesIn(before, scope), edgesIn(after, scope)).filter(
    (edge) => !isOfOne(edge, namespaces) && !isNames(edge),
  )
}

const hits = (edges: readonly Edge[], { changes }: FolderChange, verb: string): readonly Hit[] =>
  edges.flatMap((edge) => {
    const object = blame(edge, changes)
    return object ? [{ object, says: `${sayEdge(edge, verb)}.` }] : []
  })

export const edgeOpened = {
  name: 'edge-opened',
  why: 'What can be reached can be attacked; the service graph says who needs whom.',
  find: (change) => hits(between({ before: baseAsNow(change), after: change.head }), change, 'can now reach'),
} as const satisfies Rule

const keyOf = ({ name, namespace, owner }: Pods) => `${owner.kind} ${namespace}/${name}`

/** A workload that goes as a whole reaches nobody, and says so itself. */
export const closedEdges = (change: FolderChange): readonly Hit[] => {
  const still = new Set(podsIn(change.head).map(keyOf))
  const closed = between({ before: change.head, after: baseAsNow(change) })
  const edges = closed.filter((edge) => oursIn(edge).every((pods) => still.has(keyOf(pods))))
  return hits(edges, change, 'can no longer reach')
}
