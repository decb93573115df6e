/** Where the two sides of the lounge are, as its other commands want to be told. */

import { addresses, ports } from '../../infra/tunnel-peer.ts'
import { pairsIn } from '../live/sides.ts'
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

/** What the operator has said stays. */
export const whereabouts = (told: NodeJS.ProcessEnv, { replica, hasTunnel, secrets }: Known) => {
  // The replica's setup makes the user `peer`, as whom all commands come unless told otherwise.
  const known = { PEER_COUCHDB_PASSWORD: secrets['db-peer']?.password, ...told }
  if (!hasTunnel) return known
  const { LOUNGE_AT = '' } = told
  const sides = pairsIn(LOUNGE_AT)
  const isNamed = sides.some((side) => side.startsWith(`${replica}=`))
  return {
    PEER_COUCHDB_URL: URLS.couchdb,
    ...known,
    LOUNGE_AT: [...sides, ...(isNamed ? [] : [`${replica}=${URLS.midi}`])].join(','),
  }
}

/** Throws what the way up needs last and nobody has said: by then the replica would be paid for. `names`: of both environments. */
export const refuseUntold = (
  { LOUNGE_AT = '', PEER_COUCHDB_URL }: NodeJS.ProcessEnv,
  names: readonly string[],
) => {
  const untold = names.find((name) => !pairsIn(LOUNGE_AT).some((side) => side.startsWith(`${name}=`)))
  if (untold !== undefined)
    throw new Error(
      `LOUNGE_AT does not say where ${untold} is: give each as <environment>=<address of its midi>, e.g. ${untold}=http://127.0.0.1:7102`,
    )
  if (!PEER_COUCHDB_URL)
    throw new Error(
      "PEER_COUCHDB_URL does not say where the replica's database is, e.g. http://10.0.0.1:5984",
    )
}

/** Throws when both are one: down would hand the pedal to what it destroys. */
export const refuseSame = (home: string, replica: string) => {
  if (home === replica)
    throw new Error(
      `--home is ${replica}, which is the replica itself: name the environment at home, e.g. prod`,
    )
}
