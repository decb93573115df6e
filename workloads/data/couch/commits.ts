/** Commits as CouchDB documents: the commit's id is the document's, which makes an append create-only on one node. */
import { type Commit, commitId } from '../../lounge/log.ts'
import type { Position } from '../position.ts'
import type { Store } from '../store.ts'
import type { Couch } from './http.ts'

type Row = { doc: Commit & { _id: string; _rev: string } }

const CONFLICT = 409
const FORBIDDEN = 403

const plain = ({ doc: { _id, _rev, ...commit } }: Row): Commit => commit

const idOf = ({ term, first }: Position) => commitId(term, first)

export const couchCommits = (
  couch: Couch,
  db: string,
): Pick<Store, 'append' | 'has' | 'after' | 'before'> => {
  const has = async (position: Position) =>
    (await couch<unknown>({ db, doc: idOf(position) }, { 404: undefined })) !== undefined

  const put = (commit: Commit) =>
    couch<object | number>(
      { method: 'PUT', db, doc: commit.id, body: { _id: commit.id, ...commit } },
      { [CONFLICT]: CONFLICT, [FORBIDDEN]: FORBIDDEN },
    )

  const append = async (commit: Commit) => {
    const outcome = await put(commit)
    // That commits are written once may be said before the conflict is noticed.
    if (outcome === CONFLICT || (outcome === FORBIDDEN && (await has(commit)))) return 'taken'
    if (outcome === FORBIDDEN) throw new Error(`CouchDB takes ${commit.id} for malformed`)
    return 'appended'
  }

  return { append, has, ...reading(couch, db) }
}

const reading = (couch: Couch, db: string): Pick<Store, 'after' | 'before'> => {
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
  return {
    after: (position, limit) => read(position, limit, false),
    before: (position, limit) => read(position, limit, true),
  }
}
