/** CouchDB as the store: one node an environment, one database a lounge. */

import { followStore } from '../follow.ts'
import type { Store } from '../store.ts'
import { listenTo } from './changes.ts'
import { couchCommits } from './commits.ts'
import { type CouchAccess, couchAt } from './http.ts'
import { couchReports } from './reports.ts'

export type CouchOptions = CouchAccess & {
  /** @default 'lounge' */
  database?: string
}

/** The setup must have made the database; until then every call says so. */
export const couchStore = ({ database = 'lounge', ...access }: CouchOptions): Store => {
  const couch = couchAt(access)
  const store: Store = {
    name: 'CouchDB',
    ...couchCommits(couch, database),
    ...couchReports(couch, database),
    follow: (watcher, signal) => followStore({ store, listen: listenTo(couch, database), watcher, signal }),
    close: async () => undefined,
  }
  return store
}
