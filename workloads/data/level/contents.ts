/** What one environment's CouchDB holds of a log: every commit's id, how far each device is, how many documents. */
import type { Reported } from '../../lounge/log.ts'
import type { Couch } from '../couch/http.ts'

export type Contents = {
  /** Opaque: only CouchDB can compare it with another. */
  updateSequence: string
  documents: number
  commits: ReadonlySet<string>
  /** The newest by the id of its line: term, then environment, then generation. */
  newest: string | undefined
  /** What each node has reported to each environment, the newest word. */
  reported: readonly Pick<Reported, 'environment' | 'device' | 'term' | 'generation'>[]
}

type Info = { update_seq: string | number; doc_count: number }
type Rows<Doc> = { rows: { id: string; doc: Doc }[] }

const PAGE = 5_000

const idsOf = async (couch: Couch, db: string): Promise<string[]> => {
  const ids: string[] = []
  for (let startkey = 'commit:'; ; ) {
    const qs = { startkey, endkey: 'commit:~', limit: PAGE }
    const { rows } = await couch<Rows<never>>({ db, path: '_all_docs', qs })
    ids.push(...rows.map(({ id }) => id).filter((id) => id !== ids.at(-1)))
    const last = rows.at(-1)?.id
    if (rows.length < PAGE || last === undefined) return ids
    startkey = last
  }
}

/** Rejects with a 503 `Problem` that says why the database cannot be asked. */
export const contentsOf = async (couch: Couch, db: string): Promise<Contents> => {
  const { update_seq, doc_count } = await couch<Info>({ db })
  const ids = await idsOf(couch, db)
  const qs = { include_docs: true, startkey: 'reported:', endkey: 'reported:~' }
  const { rows } = await couch<Rows<Reported>>({ db, path: '_all_docs', qs })
  return {
    updateSequence: String(update_seq).split('-')[0] ?? '',
    documents: doc_count,
    commits: new Set(ids),
    newest: ids.toSorted().at(-1),
    reported: rows.map(({ doc: { environment, device, term, generation } }) => ({
      ...{ environment, device, term, generation },
    })),
  }
}
