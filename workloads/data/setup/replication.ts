/**
 * Both directions between this environment's CouchDB and another's, run by this one's replicator: the other side is
 * never asked to dial. Asking again changes nothing that is right, and makes what rests after a long cut try at once.
 */
import { isDeepStrictEqual } from 'node:util'
import { type Couch, type CouchAccess, couchAt } from '../couch/http.ts'

type End = Required<Pick<CouchAccess, 'url' | 'user' | 'password'>>

export type Replication = {
  /** An administrator's, of this side: only administrators may read what is written with it, for it holds secrets. */
  admin: CouchAccess
  /** @default 'lounge' */
  database?: string
  /** This side as its own replicator reaches it, as data's user. */
  here: End
  /** The other side, as the user that its setup has made for us. */
  there: End
}

type Job = {
  _id: string
  _rev?: string
  source: object
  target: object
  selector: object
  continuous: true
}

/** All but designs: only an administrator may write those, and each side's setup makes its own. */
const OURS = { _id: { $regex: '^[^_]' } }

/** CouchDB has no other place for a replication's credentials than its document; it shows them to administrators only. */
const endOf = ({ url, user, password }: End, database: string) => ({
  url: `${url.replace(/\/+$/, '')}/${database}`,
  auth: { basic: { username: user, password } },
})

const jobsOf = ({ database = 'lounge', here, there }: Replication): Job[] => {
  const [near, far] = [endOf(here, database), endOf(there, database)]
  const always = { selector: OURS, continuous: true } as const
  return [
    { _id: `${database}-from-peer`, source: far, target: near, ...always },
    { _id: `${database}-to-peer`, source: near, target: far, ...always },
  ]
}

/** CouchDB adds words of its own: the owner, and how it goes. */
const isAsked = (there: Job, job: Job) => isDeepStrictEqual({ ...there, ...job }, there)

const REPLICATOR = '_replicator'

/** CouchDB lets a job that fails again and again rest, each time twice as long, up to a day; one that it calls failed, for good. */
const RESTING = ['crashing', 'error', 'failed']

const isResting = async (couch: Couch, job: string) => {
  const path = `docs/${REPLICATOR}/${job}`
  const known = await couch<{ state?: string }>({ db: '_scheduler', path }, { 404: {} })
  return RESTING.includes(known.state ?? '')
}

const ended = async (couch: Couch, job: string) => {
  const there = await couch<Job | undefined>({ db: REPLICATOR, doc: job }, { 404: undefined })
  const body = { _id: job, _rev: there?._rev, _deleted: true }
  if (there) await couch({ method: 'PUT', db: REPLICATOR, doc: job, body })
}

/** Resolves when both jobs are written; whether they run is CouchDB's business, and the level check's. */
export const replicate = async (replication: Replication): Promise<void> => {
  const couch = couchAt(replication.admin)
  for (const job of jobsOf(replication)) {
    // The same words over its own it would pass over.
    if (await isResting(couch, job._id)) await ended(couch, job._id)
    const there = await couch<Job | undefined>({ db: REPLICATOR, doc: job._id }, { 404: undefined })
    if (there && isAsked(there, job)) continue
    // The replicator marks the document while it works, and takes the newest word.
    const body = { ...job, ...(there?._rev && { _rev: there._rev }) }
    await couch({ method: 'PUT', db: REPLICATOR, doc: job._id, body })
  }
}

/** Ends both directions; what has been copied stays. */
export const stopReplicating = async ({
  admin,
  database = 'lounge',
}: Pick<Replication, 'admin' | 'database'>) => {
  const couch = couchAt(admin)
  for (const job of [`${database}-from-peer`, `${database}-to-peer`]) await ended(couch, job)
}
