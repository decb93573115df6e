/** What is wrong with the tunnel, and at which end: from home, which is the only side that dials. */
import type { Knocks } from './knock.ts'
import type { Peer } from './peer.ts'
import type { Far, Link } from './wireguard.ts'

export type Fault = { readonly at: 'home' | 'the way' | 'the cloud'; readonly says: string }

export type Facts = {
  /** The interface. */
  readonly name: string
  /** Home's own public key, by its file. */
  readonly own: string
  readonly peer: Peer
  readonly link: Link
  /** Where the peer's name leads now, `address:port`; undefined when nobody knows the name. */
  readonly endpoint: string | undefined
  readonly knocks: Knocks
  /** Anything came through the tunnel since home has knocked. */
  readonly isHeard: boolean
  /** Seconds since 1970. */
  readonly now: number
}

/** WireGuard forgets a session after so many seconds. */
const SESSION_S = 180

const AGAIN = 'npm run tunnel -- peer writes the file anew; then put it up again'

const wrongKey = ({ name, own, peer, link }: Facts) => {
  if (link.publicKey === own) return undefined
  if (link.publicKey === peer.publicKey)
    return `the interface ${name} has the cloud's key: this is the cloud, or home was given the wrong file`
  return `the interface ${name} has another key than home's own file: ${AGAIN}`
}

const wrongEndpoint = ({ name, peer, endpoint }: Facts, far: Far) => {
  if (endpoint === undefined) return `nobody here knows the name of ${peer.endpoint}: is there internet?`
  if (far.endpoint === endpoint) return undefined
  return `${name} sends to ${far.endpoint}, and the cloud is at ${endpoint}: npm run tunnel -- keep follows it by itself`
}

const wrongRoute = ({ peer, name }: Facts, far: Far) => {
  const lacks = peer.allowedIps.filter((block) => !far.allowedIps.includes(block))
  return lacks.length > 0 ? `${name} does not let ${lacks.join(', ')} through: ${AGAIN}` : undefined
}

const homeFault = (facts: Facts, far: Far | undefined): string | undefined => {
  const key = wrongKey(facts)
  if (key) return key
  if (!far) return `the interface ${facts.name} does not know the cloud's key: ${AGAIN}`
  const way = wrongEndpoint(facts, far) ?? wrongRoute(facts, far)
  if (way) return way
  return far.keepalive === 0
    ? `the interface ${facts.name} has no keepalive, so home's router forgets it: ${AGAIN}`
    : undefined
}

const cutOff = ({ now, peer, isHeard }: Facts, far: Far): Fault | undefined => {
  const ago = now - far.handshakeAt
  if (isHeard && ago < SESSION_S) return undefined
  const last = far.handshakeAt === 0 ? 'there never was a handshake' : `the last handshake was ${ago} s ago`
  return {
    at: 'the way',
    says: `${last}: home sends to ${peer.endpoint} (${far.sent} bytes) and hears nothing. Either there is no internet, UDP is closed on the way, the machine does not run, or the cloud knows another key of home's`,
  }
}

const portFaults = ({ knocks, peer }: Facts): Fault[] =>
  (Object.keys(knocks) as (keyof Knocks)[]).flatMap((name) => {
    const port = `${peer.addresses.cloud}:${peer.ports[name]}`
    const says = {
      open: [],
      closed: [`the cloud answers, and nothing listens at ${port} (${name}): does the lounge run there?`],
      silent: [
        `nothing comes back from ${port} (${name}): the cloud gets what home sends and does not let ${peer.addresses.home} through (its firewall, or a network policy)`,
      ],
    }[knocks[name]]
    return says.map((sentence) => ({ at: 'the cloud' as const, says: sentence }))
  })

export const farIn = ({ link, peer }: Pick<Facts, 'link' | 'peer'>) =>
  link.peers.find(({ publicKey }) => publicKey === peer.publicKey)

/** None where all is well. What hangs on a fault is left out. */
export const faultsIn = (facts: Facts): readonly Fault[] => {
  const far = farIn(facts)
  const says = homeFault(facts, far)
  if (says !== undefined || !far) return [{ at: 'home', says: says ?? '' }]
  const silent = cutOff(facts, far)
  return silent ? [silent] : portFaults(facts)
}
