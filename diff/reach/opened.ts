/** Edges that are at head and were not at base. */
import { type Edge, type End, isOurs } from './edges.ts'
import { covers, isBlock, type Peer } from './peers.ts'
import { bothPorts, isNone, type Ports, portsWithout } from './ports.ts'
import { difference, intersection } from './spans.ts'

const keyOf = (end: End) => (isOurs(end) ? `${end.pods.namespace}/${end.pods.name}` : '')

/** The ends that are workloads of ours are the same. */
const areAlike = (a: Edge, b: Edge) => keyOf(a.from) === keyOf(b.from) && keyOf(a.to) === keyOf(b.to)

const peerIn = ({ from, to }: Edge): Peer | undefined => {
  const end = isOurs(from) ? to : from
  return isOurs(end) ? undefined : end.peer
}

const withPeer = (edge: Edge, peer: Peer): Edge =>
  isOurs(edge.from) ? { ...edge, to: { peer } } : { ...edge, from: { peer } }

const withPorts = (edge: Edge, ports: Ports): Edge[] => (isNone(ports) ? [] : [{ ...edge, ports }])

const coversPeer = (wide: Peer | undefined, narrow: Peer | undefined) => {
  if (wide === 'anyone' || wide === narrow) return true
  if (wide === undefined || narrow === undefined || narrow === 'anyone') return false
  return !isBlock(wide) && !isBlock(narrow) && covers(wide, narrow)
}

/** What is left of an edge to addresses: other addresses on any of its ports, the same ones on other ports. */
const beyondBlock = (edge: Edge, was: Edge): Edge[] => {
  const [peer, old] = [peerIn(edge), peerIn(was)]
  if (
    peer === undefined ||
    old === undefined ||
    !isBlock(peer) ||
    !isBlock(old) ||
    peer.family !== old.family
  )
    return [edge]
  const [other, same] = [
    difference(peer.addresses, old.addresses),
    intersection(peer.addresses, old.addresses),
  ]
  return [
    ...(other.length > 0 ? [withPeer(edge, { ...peer, addresses: other })] : []),
    ...(same.length > 0
      ? withPorts(withPeer(edge, { ...peer, addresses: same }), portsWithout(edge.ports, was.ports))
      : []),
  ]
}

const without = (edge: Edge, was: Edge): Edge[] => {
  if (!areAlike(edge, was) || isNone(bothPorts(edge.ports, was.ports))) return [edge]
  if (coversPeer(peerIn(was), peerIn(edge))) return withPorts(edge, portsWithout(edge.ports, was.ports))
  return beyondBlock(edge, was)
}

export const openedEdges = (base: readonly Edge[], head: readonly Edge[]): readonly Edge[] =>
  head.flatMap((edge) =>
    base.reduce<Edge[]>((left, was) => left.flatMap((part) => without(part, was)), [edge]),
  )
