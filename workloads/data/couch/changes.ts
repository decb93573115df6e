/** Listens to `_changes` by long polls. Sequence numbers stay in here: a new start asks for the present one. */

import type { Ring } from '../follow.ts'
import type { Couch } from './http.ts'

/** How long CouchDB may hold an answer back when nothing happens, and how long it may then take, in milliseconds. */
const POLL_MS = 10_000
const SLACK_MS = 5_000

type Changes = { results: { id: string }[]; last_seq: string | number }

export const listenTo = (couch: Couch, db: string) => async (ring: Ring, signal: AbortSignal) => {
  let since = (await couch<{ update_seq: string | number }>({ db, signal })).update_seq
  await ring({ commits: true, reported: true })
  while (!signal.aborted) {
    const { results, last_seq } = await couch<Changes>({
      db,
      path: '_changes',
      qs: { feed: 'longpoll', since, timeout: POLL_MS },
      timeoutMs: POLL_MS + SLACK_MS,
      signal,
    })
    since = last_seq
    const anyOf = (kind: string) => results.some(({ id }) => id.startsWith(kind))
    await ring({ commits: anyOf('commit:'), reported: anyOf('reported:') })
  }
}
