/** Traffic: policies open the edges of the graph, each from both ends, and not one pair more. */
import { expect, test } from 'vitest'
import { type KubeObject, type Manifest, manifestsOf } from '../../constructs/manifest.ts'
import { type PodIn, podsIn, selects } from '../../constructs/rules/pod-spec.ts'
import { foldersOf } from '../charts.ts'
import { places } from '../environments.ts'
import { calls, reaches, services } from '../graph.ts'
import { findEnvironment } from '../places.ts'

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

const openPairs = (manifests: readonly Manifest[]) => {
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

const graphPairs = (manifests: readonly Manifest[]) => {
  const names = podsIn(manifests).map(nameOf)
  return [...calls.map(({ from, to }) => ({ from, to, port: services[to].port })), ...reaches]
    .filter(({ from, to }) => names.includes(from) && names.includes(to))
    .map(({ from, to, port }) => `${from} → ${to}:${port}`)
}

const dev = findEnvironment(places, 'dev')

test.each([
  ['dev', {}],
  ['a pedal on a node', { pedal: { runs: 'pinned', node: 'pi-3' } }],
  ['a pedal elsewhere', { pedal: { runs: 'host' } }],
  ['no overlay', { overlay: 'nowhere' }],
  ['obs in the cluster', { obs: { runs: 'cluster', url: 'ws://192.168.1.20:4455' } }],
] as const)('the edges of the graph are open from both ends, and no other pair is: %s', (_, change) => {
  const folders = foldersOf({ ...places, environments: [{ ...dev, ...change }] })
  const manifests = folders.flatMap(({ charts }) => charts.flatMap(manifestsOf))

  expect(openPairs(manifests).sort()).toEqual(graphPairs(manifests).sort())
})
