/** Who can reach whom, on which ports: network policies of both ends taken together. */
import type { Manifest } from '../change.ts'
import { type Pods, podsIn } from '../objects/pods.ts'
import { isBlock, namespaceLabels, type Peer, takesPods } from './peers.ts'
import { bothPorts, eitherPorts, isNone, noPort, type Ports, portsOf } from './ports.ts'
import { type Allowed, allowed, isPolicy, namespaceOf, namespacesIn } from './rules.ts'

/** Pods of a workload here, or what is not made here. */
export type End = { readonly pods: Pods } | { readonly peer: Peer }

export const isOurs = (end: End): end is { readonly pods: Pods } => 'pods' in end

export type Edge = { readonly from: End; readonly to: End; readonly ports: Ports }

type World = {
  readonly pods: readonly Pods[]
  readonly namespaces: ReturnType<typeof namespacesIn>
  readonly comesIn: ReadonlyMap<Pods, readonly Allowed[]>
  readonly goesOut: ReadonlyMap<Pods, readonly Allowed[]>
}

const worldOf = (manifests: readonly Manifest[], scope: ReadonlySet<string>): World => {
  const pods = podsIn(manifests).filter(({ namespace }) => scope.has(namespace))
  const by = (direction: 'Ingress' | 'Egress') =>
    new Map(pods.map((each) => [each, allowed(manifests, each, direction)]))
  return { pods, namespaces: namespacesIn(manifests), comesIn: by('Ingress'), goesOut: by('Egress') }
}

const known = ({ namespace, labels }: Pods, { namespaces }: World) => ({
  namespace,
  namespaceLabels: namespaceLabels(namespace, namespaces.get(namespace) ?? {}),
  labels,
})

/** Ports of `listener` that one side's rules open to the other. */
const opened = (rules: readonly Allowed[], isOther: (peer: Peer) => boolean, listener: Pods) =>
  rules
    .filter(({ peer }) => isOther(peer))
    .reduce<Ports>((all, { rule }) => eitherPorts(all, portsOf(rule, [listener])), noPort)

const between = (from: Pods, to: Pods, world: World): Edge[] => {
  const out = opened(world.goesOut.get(from) ?? [], (peer) => takesPods(peer, known(to, world)), to)
  const into = opened(world.comesIn.get(to) ?? [], (peer) => takesPods(peer, known(from, world)), to)
  const ports = bothPorts(out, into)
  return isNone(ports) ? [] : [{ from: { pods: from }, to: { pods: to }, ports }]
}

/** A peer that is nothing but workloads of ours is an edge between those. */
const isElsewhere = (peer: Peer, world: World) => {
  if (peer === 'anyone' || isBlock(peer)) return true
  const ours = world.pods.filter((each) => takesPods(peer, known(each, world)))
  if (ours.length === 0) return true
  return (
    typeof peer.namespaces !== 'string' &&
    ![...world.namespaces.keys()].some((name) => isNamed(peer.namespaces, name))
  )
}

const isNamed = (selector: unknown, name: string) =>
  JSON.stringify(selector) === JSON.stringify({ matchLabels: namespaceLabels(name, {}) })

const outward = (pods: Pods, world: World): Edge[] => [
  ...(world.comesIn.get(pods) ?? [])
    .filter(({ peer }) => isElsewhere(peer, world))
    .map(({ peer, rule }) => ({ from: { peer }, to: { pods }, ports: portsOf(rule, [pods]) })),
  ...(world.goesOut.get(pods) ?? [])
    .filter(({ peer }) => isElsewhere(peer, world))
    .map(({ peer, rule }) => ({ from: { pods }, to: { peer }, ports: portsOf(rule, []) })),
]

/** Namespaces where policies say anything at all: elsewhere nothing is closed, so nothing can be opened. */
export const guarded = (...all: readonly (readonly Manifest[])[]): ReadonlySet<string> =>
  new Set(all.flat().filter(isPolicy).map(namespaceOf))

/** Among the pods of the namespaces in `scope`, and with what lies beyond them. */
export const edgesIn = (manifests: readonly Manifest[], scope = guarded(manifests)): readonly Edge[] => {
  const world = worldOf(manifests, scope)
  return world.pods.flatMap((from) => [
    ...world.pods.filter((to) => to !== from).flatMap((to) => between(from, to, world)),
    ...outward(from, world),
  ])
}
