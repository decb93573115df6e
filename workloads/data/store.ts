/** What data asks of a database: a log that only grows, the latest reports, and word of what is new. */
import type { Commit, Reported } from '../lounge/log.ts'
import { Problem } from '../service/problem.ts'
import type { Position } from './position.ts'

const RETRY_AFTER_S = 2

export type Watcher = {
  /** The log holds more than was handed on before: each commit once, in log order. */
  commit: (commit: Commit) => void
  /** A report as it is stored now; the same one may come again. */
  reported: (reported: Reported) => void
  /** What was there has been handed on, and so will be whatever comes. May be said again. */
  up: () => void
  /** Word stopped coming, and why, for an operator to read. What is missed comes when it is back. */
  down: (why: string) => void
}

/** Every call rejects with a 503 `Problem` while the database is away, within its own timeout. */
export type Store = {
  /** What people call it, e.g. `CouchDB`. */
  readonly name: string
  /** One sentence once something in it could not be read for what it must be: nothing mends that but a person. */
  readonly damage?: string | undefined
  /** Durable once it says `appended`. `taken`: a commit has this id already, and nothing was written. */
  append: (commit: Commit) => Promise<'appended' | 'taken'>
  has: (position: Position) => Promise<boolean>
  /** Ascending from just after a position, or from the beginning. */
  after: (position: Position | null, limit: number) => Promise<Commit[]>
  /** Descending from just before a position, or from the newest. */
  before: (position: Position | null, limit: number) => Promise<Commit[]>
  /** Keeps a report unless one that is newer (see `supersedes`) is there. */
  report: (reported: Reported) => Promise<void>
  reported: () => Promise<Reported[]>
  /** Tells of commits past the newest there is now, and of reports, from any process, until `signal` aborts. */
  follow: (watcher: Watcher, signal: AbortSignal) => Promise<void>
  /** After its followers have been told to stop. */
  close: () => Promise<void>
}

/** Becomes the answer of a request that needed the database; `why` continues its name, e.g. `does not answer`. */
export const storeAway = (name: string, why: string, cause?: unknown) =>
  new Problem(503, `${name} ${why}; try again in ${RETRY_AFTER_S} seconds`, {
    headers: { 'retry-after': String(RETRY_AFTER_S) },
    more: { dependency: name },
    cause,
  })

/** Becomes the answer of a request that needed what is damaged. */
export const storeDamaged = (name: string, why: string, cause?: unknown) =>
  new Problem(503, `${name} ${why}; an operator has to look at it`, { more: { dependency: name }, cause })

/** Whether a report replaces another: never one of a higher term, nor one taken later in the same term. */
export const supersedes = (next: Reported, held: Reported | undefined): boolean =>
  held === undefined || next.term > held.term || (next.term === held.term && next.at >= held.at)
