/** The log as midi needs it: append or learn what came first, read back, follow, and pass reports on. */
import type { Change, Commit, Reported } from '../lounge/log.ts'

/** What a follower is told: where things stand, then each commit in log order, and every report. */
export type Follower = {
  snapshot: (head: Commit | null, reported: readonly Reported[]) => void
  commit: (commit: Commit) => void
  reported: (reported: Reported) => void
  /** Whether the stream is up, and if not why. */
  state: (up: boolean, why?: string) => void
}

export type Ledger = {
  /** Throws when it is not known whether the commit is in the log. */
  append: (commit: Commit) => Promise<{ appended: true } | { appended: false; since: Commit[] }>
  /** Commits before an id (or the newest), newest first, at most 100. */
  before: (id: string | undefined) => Promise<Commit[]>
  /** Changes before a generation (or the newest), newest first; `next` is where to go on, null at the end. */
  history: (before: number | undefined, limit: number) => Promise<{ changes: Change[]; next: number | null }>
  /** Changes that a forced takeover cut off, newest first. */
  stranded: () => Promise<Change[]>
  report: (reported: Reported) => Promise<void>
  /** Reconnects for ever until `signal` aborts. */
  follow: (follower: Follower, signal: AbortSignal) => Promise<void>
}
