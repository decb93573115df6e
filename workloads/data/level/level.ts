/** Whether two environments hold the same log: commit by commit, so that nothing is taken away that only one has. */
import { type CouchAccess, couchAt } from '../couch/http.ts'
import { type Contents, contentsOf } from './contents.ts'

export type Sides = {
  home: CouchAccess
  /** The other environment's, e.g. the cloud replica's. */
  away: CouchAccess
  /** @default 'lounge' */
  database?: string
}

export type Level = {
  /** Both hold the very same commits. */
  isLevel: boolean
  /** Ids of commits that only the other side has. What home lacks would be lost with the replica. */
  homeLacks: readonly string[]
  awayLacks: readonly string[]
  /** For people, a line each. */
  says: readonly string[]
}

const NAMED = 3

const missing = (from: Contents, to: Contents) =>
  [...from.commits].filter((id) => !to.commits.has(id)).toSorted()

const sideWords = (side: string, { commits, documents, updateSequence, newest }: Contents) =>
  `${side}: ${commits.size} commits, ${documents} documents, update sequence ${updateSequence}; the newest is ${newest ?? 'none'}`

const deviceWords = (side: string, { reported }: Contents) =>
  reported.map(
    ({ device, environment, term, generation }) =>
      `${side}: ${device} was reported to ${environment} at generation ${generation} of term ${term}`,
  )

const lackWords = (side: string, ids: readonly string[]) => {
  if (ids.length === 0) return []
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''
  return [
    `${side} lacks ${ids.length} ${ids.length === 1 ? 'commit' : 'commits'}: ${ids.slice(0, NAMED).join(', ')}${more}`,
  ]
}

const compare = (home: Contents, away: Contents): Level => {
  const homeLacks = missing(away, home)
  const awayLacks = missing(home, away)
  const isLevel = homeLacks.length + awayLacks.length === 0
  const verdict = isLevel
    ? [`level: both hold the same ${home.commits.size} commits`]
    : [...lackWords('home', homeLacks), ...lackWords('the other side', awayLacks)]
  const says = [
    sideWords('home', home),
    sideWords('the other side', away),
    ...deviceWords('home', home),
    ...deviceWords('the other side', away),
    ...verdict,
  ]
  return { isLevel, homeLacks, awayLacks, says }
}

/** A side is always level with itself, and what is only there would be thrown away for it. */
const refuseOneForBoth = ({ home, away }: Sides) => {
  const [near, far] = [home.url, away.url].map((url) => new URL(url).host)
  if (near === far)
    throw new Error(
      `home and the other side are the same CouchDB, ${near}: COUCHDB_URL is home's, PEER_COUCHDB_URL the other side's`,
    )
}

/** Asks both databases; rejects with a sentence that names the side that does not answer. */
export const levelOf = async (sides: Sides): Promise<Level> => {
  refuseOneForBoth(sides)
  const { home, away, database = 'lounge' } = sides
  const read = (side: string, access: CouchAccess) =>
    contentsOf(couchAt(access), database).catch((cause: Error) => {
      throw new Error(`${side} cannot be compared: ${cause.message}`, { cause })
    })
  const [here, there] = await Promise.all([read('home', home), read('the other side', away)])
  return compare(here, there)
}
