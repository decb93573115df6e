/** Makes what data needs in CouchDB, with an administrator's secret. Running it again changes nothing that is right. */
import { isDeepStrictEqual } from 'node:util'
import { type Couch, type CouchAccess, couchAt } from '../couch/http.ts'
import { design } from './design.ts'

export type Setup = {
  /** An administrator's. */
  admin: CouchAccess
  /** @default 'lounge' */
  database?: string
  /** Whom data shall be: may read and write this one database, and nothing else. */
  user: string
  password: string
  /** Whom another environment's replicator shall be here, with the same rights. @default nobody */
  peer?: { user: string; password: string } | undefined
}

/** Revisions kept of a report, which is written several times a second; commits only ever have one. */
const REVISIONS = 20

const ALREADY_THERE = 412

const revisionOf = async (couch: Couch, db: string, doc: string) =>
  couch<Record<string, unknown> & { _rev?: string }>({ db, doc }, { 404: {} })

const makeUser = async (couch: Couch, { user, password }: Pick<Setup, 'user' | 'password'>) => {
  const doc = `org.couchdb.user:${user}`
  const { _rev } = await revisionOf(couch, '_users', doc)
  const body = { _id: doc, ...(_rev && { _rev }), name: user, password, roles: [], type: 'user' }
  await couch({ method: 'PUT', db: '_users', doc, body })
}

const makeDesign = async (couch: Couch, db: string) => {
  const { _rev, ...there } = await revisionOf(couch, db, design._id)
  if (isDeepStrictEqual(there, design)) return
  await couch({ method: 'PUT', db, doc: design._id, body: { ...design, ...(_rev && { _rev }) } })
}

export const setUp = async (setup: Setup): Promise<void> => {
  const { admin, database: db = 'lounge', user, peer } = setup
  const couch = couchAt(admin)
  for (const name of ['_users', '_replicator', db])
    await couch({ method: 'PUT', db: name, qs: { q: 1 } }, { [ALREADY_THERE]: {} })
  await makeUser(couch, setup)
  if (peer) await makeUser(couch, peer)
  const names = peer ? [user, peer.user] : [user]
  const security = { admins: { names: [], roles: ['_admin'] }, members: { names, roles: [] } }
  await couch({ method: 'PUT', db, path: '_security', body: security })
  await couch({ method: 'PUT', db, path: '_revs_limit', body: REVISIONS })
  await makeDesign(couch, db)
}
