/** CouchDB as the store. A commit's id is its document's, which makes an append create-only on one node. */
import { type Commit, commitId } from '../lounge/log.ts'
import { listenTo } from './couch-changes.ts'
import { type CouchAccess, couchAt } from './couch-http.ts'
import { couchReports } from './couch-reports.ts'
import { followStore } from './follow.ts'
import type { Position } from './position.ts'
import type { Store } from './store.ts'

export type CouchOptions = CouchAccess & {
  /** @default 'lounge' */
  database?: string
}

type Row = { doc: Commit & { _id: string; _rev: string } }

const plain = ({ doc: { _id, _rev, ...commit } }: Row): Commit => commit

const idOf = ({ term, first }: Position) => commitId(term, first)

/** The setup must have made the database; until then every call says so. */
export const couchStore = ({ database: db = 'lounge', ...access }: CouchOptions): Store => {
  const couch = couchAt(access)
  const reports = couchReports(couch, db)

  /** From a position on, without it; descending if `back`. */
  const read = async (from: Position | null, limit: number, back: boolean) => {
    const startkey = from && { startkey: [from.term.number, from.first, from.term.environment] }
    const qs = { include_docs: true, descending: back, limit: limit + 1, ...startkey }
    const { rows } = await couch<{ rows: Row[] }>({ db, path: '_design/log/_view/order', qs })
    return rows
      .map(plain)
      .filter(({ id }) => from === null || id !== idOf(from))
      .slice(0, limit)
  }

  const store: Store = {
    name: 'CouchDB',
    append: async (commit) => {
      const body = { _id: commit.id, ...commit }
      const made = await couch<unknown>({ method: 'PUT', db, doc: commit.id, body }, { 409: undefined })
      return made ? 'appended' : 'taken'
    },
    has: async (position) =>
      (await couch<unknown>({ db, doc: idOf(position) }, { 404: undefined })) !== undefined,
    after: (position, limit) => read(position, limit, false),
    before: (position, limit) => read(position, limit, true),
    report: reports.put,
    reported: reports.all,
    follow: (watcher, signal) => followStore({ store, listen: listenTo(couch, db), watcher, signal }),
    close: async () => undefined,
  }
  return store
}
