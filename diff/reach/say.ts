/** An edge and its ends in words. */
import { sayAddresses } from './addresses.ts'
import { type Edge, type End, isOurs } from './edges.ts'
import { isBlock, type Peer, sayPods } from './peers.ts'
import { sayPorts } from './ports.ts'

export const sayPeer = (peer: Peer): string => {
  if (peer === 'anyone') return 'anyone'
  return isBlock(peer) ? sayAddresses(peer.addresses, peer.family) : sayPods(peer)
}

export const sayEnd = (end: End): string => (isOurs(end) ? end.pods.name : sayPeer(end.peer))

const sayTarget = (end: End) =>
  !isOurs(end) && end.peer === 'anyone' ? 'any pod and any address' : sayEnd(end)

/** `obs can now reach data on 7101`. */
export const sayEdge = ({ from, to, ports }: Edge, verb = 'can now reach') =>
  `${sayEnd(from)} ${verb} ${sayTarget(to)} on ${sayPorts(ports)}`
