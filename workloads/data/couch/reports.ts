/** The latest reports as CouchDB documents, each replaced under its revision. */
import type { Reported } from '../../lounge/log.ts'
import { supersedes } from '../store.ts'
import type { Couch } from './http.ts'

type Stored = Reported & { _id: string; _rev: string }

/** Whoever loses this often writes nothing: others' reports went in meanwhile, and its own next one follows. */
const TRIES = 5

const plain = ({ _id, _rev, ...reported }: Stored): Reported => reported

export const couchReports = (couch: Couch, db: string) => {
  /** What was there when this process last wrote: saves a read, and a wrong guess only costs one. */
  const held = new Map<string, Stored>()

  const write = async (doc: string, reported: Reported) => {
    const before = held.get(doc)
    if (!supersedes(reported, before)) return true
    const body = { ...reported, _id: doc, ...(before && { _rev: before._rev }) }
    const written = await couch<{ rev: string } | undefined>(
      { method: 'PUT', db, doc, body },
      { 409: undefined },
    )
    if (written) held.set(doc, { ...body, _rev: written.rev })
    return written !== undefined
  }

  const read = async (doc: string) => {
    const stored = await couch<Stored | undefined>({ db, doc }, { 404: undefined })
    if (stored) held.set(doc, stored)
    else held.delete(doc)
  }

  return {
    report: async (reported: Reported) => {
      const doc = `reported:${reported.environment}:${reported.device}`
      for (let tries = 0; tries < TRIES && !(await write(doc, reported)); tries += 1) await read(doc)
    },
    reported: async (): Promise<Reported[]> => {
      const qs = { include_docs: true, startkey: 'reported:', endkey: 'reported:~' }
      const { rows } = await couch<{ rows: { doc: Stored }[] }>({ db, path: '_all_docs', qs })
      return rows.map(({ doc }) => plain(doc))
    },
  }
}
