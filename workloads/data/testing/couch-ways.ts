/** What CouchDB does with a document that is written, and the protocol server does not. */
import type { Database } from 'express-pouchdb'

type Doc = Parameters<Database['put']>[0]

/** The protocol server's validation would overwrite the history that a replicator brings along. */
const keepHistory = (doc: Doc) => {
  const { _revisions: history } = doc
  if (history)
    Object.defineProperty(doc, '_revisions', { get: () => history, set: () => undefined, enumerable: true })
}

/** For the protocol server's wrappers: databases keep histories, and a replication has an owner. */
export const withCouchWays = (name: string, db: Database, next: () => unknown) => {
  const { bulkDocs, put } = db
  db.bulkDocs = (body, ...rest) => {
    for (const doc of Array.isArray(body) ? body : body.docs) keepHistory(doc)
    return bulkDocs.call(db, body, ...rest)
  }
  if (name === '_replicator') db.put = (doc, ...rest) => put.call(db, { owner: 'admin', ...doc }, ...rest)
  return next()
}
