/** How the tunnel is. */
import { setTimeout as delay } from 'node:timers/promises'
import { publicOf } from '../../infra/config/wireguard-key.ts'
import { type Fault, farIn, faultsIn } from './check.ts'
import { findKey } from './keys.ts'
import { type Knocks, knockAtAll, resolved } from './knock.ts'
import { type Peer, readPeer } from './peer.ts'
import { type Link, showLink, Unseen } from './wireguard.ts'

export type Place = {
  /** The interface. */
  readonly name: string
  /** Of the keys. */
  readonly folder: string
  readonly peerFile: string
}

const SECOND = 1_000
/** An end that gets something and has nothing to answer says after ten seconds that it is there: WireGuard's own rule. */
const SIGN_OF_LIFE_MS = 12_000

const isOpen = ({ midi, couchdb }: Knocks) => midi === 'open' && couchdb === 'open'

/** Whoever knocks makes WireGuard shake hands. */
const heard = async (name: string, peer: Peer) => {
  const received = (link: Link) => farIn({ link, peer })?.received
  const before = received(await showLink(name))
  const until = Date.now() + SIGN_OF_LIFE_MS
  const knocks = await knockAtAll(peer)
  let link = await showLink(name)
  for (; received(link) === before && Date.now() < until; link = await showLink(name)) await delay(SECOND)
  return { knocks, link, isHeard: received(link) !== before }
}

/** Where WireGuard can't be asked here, an answer through it tells enough: its end may be another machine's, e.g. the router's. */
const unseen = async (peer: Peer, error: unknown): Promise<readonly Fault[]> => {
  if (!(error instanceof Unseen)) throw error
  return isOpen(await knockAtAll(peer)) ? [] : [{ at: 'home', says: error.message }]
}

const seen = async ({ name, folder }: Place, peer: Peer) => {
  const own = publicOf(await findKey(folder, 'home'))
  const facts = await heard(name, peer)
  const endpoint = await resolved(peer.endpoint)
  return faultsIn({ name, own, peer, endpoint, now: Math.round(Date.now() / SECOND), ...facts })
}

/** None where all is well. */
export const look = async (place: Place): Promise<readonly Fault[]> => {
  const peer = await readPeer(place.peerFile)
  return seen(place, peer).catch((error: unknown) => unseen(peer, error))
}

/** Which they are, however old they get; none where there are none. */
export const kindsOf = (faults: readonly Fault[]) =>
  faults.length === 0 ? undefined : faults.map(({ at, says }) => `${at} ${says.replace(/\d+/g, '')}`).join()
