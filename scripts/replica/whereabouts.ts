/** Where the two sides of the lounge are, as its other commands want to be told. */
import { addresses, ports } from '../../infra/tunnel-peer.ts'
import type { Secrets } from './secrets.ts'

type Known = {
  readonly replica: string
  /** Whether it is reached through the tunnel; else the operator says where it is. */
  readonly hasTunnel: boolean
  readonly secrets: Secrets
}

const URLS = {
  midi: `http://${addresses.cloud}:${ports.midi}`,
  couchdb: `http://${addresses.cloud}:${ports.couchdb}`,
}

/** Home comes as a user of its own, where the replica's charts know one. */
const userOf = (secrets: Secrets) => {
  const peer = secrets['db-peer']
  return {
    PEER_COUCHDB_USER: peer ? 'peer' : 'data',
    PEER_COUCHDB_PASSWORD: (peer ?? secrets['data-couchdb'])?.password,
  }
}

/** What the operator has said stays. */
export const whereabouts = (told: NodeJS.ProcessEnv, { replica, hasTunnel, secrets }: Known) => {
  const known = { ...userOf(secrets), ...told }
  if (!hasTunnel) return known
  const { LOUNGE_AT = '' } = told
  const sides = LOUNGE_AT.split(',').filter(Boolean)
  const isNamed = sides.some((side) => side.startsWith(`${replica}=`))
  return {
    PEER_COUCHDB_URL: URLS.couchdb,
    ...known,
    LOUNGE_AT: [...sides, ...(isNamed ? [] : [`${replica}=${URLS.midi}`])].join(','),
  }
}
