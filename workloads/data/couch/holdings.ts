/** What each environment says it holds, as CouchDB documents that replicate with the log. */
import type { Held, Holdings } from '../level/watch.ts'
import type { Couch } from './http.ts'

type Stored = Held & { _id: string; _rev: string }

const docOf = (environment: string) => `held:${environment}`

export const couchHoldings = (couch: Couch, db: string): Holdings => {
  const read = (environment: string) =>
    couch<Stored | undefined>({ db, doc: docOf(environment) }, { 404: undefined })
  return {
    own: async () => {
      const qs = { descending: true, limit: 1 }
      const path = '_design/log/_view/order'
      const { total_rows, rows } = await couch<{ total_rows: number; rows: { id: string }[] }>({
        db,
        path,
        qs,
      })
      return { commits: total_rows, newest: rows[0]?.id ?? null }
    },
    said: read,
    say: async (held) => {
      const doc = docOf(held.environment)
      const before = await read(held.environment)
      const body = { ...held, _id: doc, ...(before && { _rev: before._rev }) }
      await couch({ method: 'PUT', db, doc, body }, { 409: undefined })
    },
  }
}
