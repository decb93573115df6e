/** An edge and its ends in words. */
import { sayAddresses } from './addresses.ts'
import { type Edge, type End, isOurs } from './edges.ts'
import { isBlock, sayPods } from './peers.ts'
import { sayPorts } from './ports.ts'

export const sayEnd = (end: End): string => {
  if (isOurs(end)) return end.pods.name
  if (end.peer === 'anyone') return 'anyone'
  return isBlock(end.peer) ? sayAddresses(end.peer.addresses, end.peer.family) : sayPods(end.peer)
}

const sayPlace = ({ from, to }: Edge) =>
  isOurs(to) ? to.pods.namespace : isOurs(from) ? from.pods.namespace : ''

/** `obs can now reach data on 7101`. */
export const sayEdge = (edge: Edge, verb = 'can now reach') =>
  `${sayEnd(edge.from)} ${verb} ${sayEnd(edge.to)} on ${sayPorts(edge.ports)} (${sayPlace(edge)})`
