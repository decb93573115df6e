/** What network policies open, pod by pod, and what the graph says should be. */
import type { KubeObject, Manifest } from '../../../constructs/manifest.ts'
import { type PodIn, podsIn, selects } from '../../../constructs/rules/pod-spec.ts'
import { calls, reaches, services } from '../../graph.ts'

type Peer = KubeObject['spec']

const isPeer = ({ podSelector, namespaceSelector, ipBlock }: Peer, pod: PodIn, home: string) => {
  if (ipBlock) return false
  const namespace = namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] ?? home
  return namespace === pod.namespace && selects(podSelector?.matchLabels ?? {}, pod.labels)
}

/** Ports that the policies of a pod open to another, in one direction. */
const portsTo = (manifests: readonly Manifest[], [pod, other]: [PodIn, PodIn], way: 'from' | 'to') =>
  manifests
    .map(({ object }) => object)
    .filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace === pod.namespace)
    .filter(({ spec }) => selects(spec.podSelector.matchLabels ?? {}, pod.labels))
    .flatMap(({ spec }) => (way === 'to' ? spec.egress : spec.ingress) ?? [])
    .filter((rule) => rule[way].some((peer: Peer) => isPeer(peer, other, pod.namespace)))
    .flatMap(({ ports }) => ports.map(({ port }: { port: number }) => port))

const nameOf = ({ labels }: PodIn) => labels['app.kubernetes.io/name'] as string

/** Of every ordered pair of workloads the ports that both ends open: `chat → midi:7102`. */
export const openPairs = (manifests: readonly Manifest[]) => {
  const pods = podsIn(manifests)
  return pods.flatMap((from) =>
    pods.flatMap((to) => {
      const incoming = portsTo(manifests, [to, from], 'from')
      return portsTo(manifests, [from, to], 'to')
        .filter((port) => incoming.includes(port))
        .map((port) => `${nameOf(from)} → ${nameOf(to)}:${port}`)
    }),
  )
}

/** What should be open between the workloads that are there. */
export const graphPairs = (manifests: readonly Manifest[]) => {
  const names = podsIn(manifests).map(nameOf)
  return [...calls.map(({ from, to }) => ({ from, to, port: services[to].port })), ...reaches]
    .filter(({ from, to }) => names.includes(from) && names.includes(to))
    .map(({ from, to, port }) => `${from} → ${to}:${port}`)
}
