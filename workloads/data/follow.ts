/** Follows a store for as long as it is wanted: whatever breaks is tried again, and nothing is missed or told twice. */
import type { Commit } from '../lounge/log.ts'
import { wait } from '../service/wait.ts'
import type { Store, Watcher } from './store.ts'

const PAGE = 100
/** How long a commit waits for one before it that replication has not brought yet, in milliseconds. */
const GAP_MS = 250
const BACKOFF_MS = { from: 100, to: 2_000 }

/** Says what may be new; awaits until it has been handed on, and passes its faults up. */
export type Ring = (news: { commits: boolean; reported: boolean }) => Promise<void>

export type Follow = {
  store: Pick<Store, 'after' | 'before' | 'reported'>
  /** Rings once at its start with everything, then whenever something is new; rejects when it cannot go on. */
  listen: (ring: Ring, signal: AbortSignal) => Promise<void>
  watcher: Watcher
  signal: AbortSignal
  /** Resolves early once aborted. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const hasGap = (held: Commit | null, [next]: Commit[]) =>
  next !== undefined && next.first > (held?.last ?? 0) + 1

class Handover {
  readonly #follow: Required<Follow>
  /** The newest commit handed on; undefined until the first look. */
  #held: Commit | null | undefined

  constructor(follow: Required<Follow>) {
    this.#follow = follow
  }

  async ring({ commits, reported }: { commits: boolean; reported: boolean }) {
    const { store, watcher } = this.#follow
    if (this.#held === undefined) this.#held = (await store.before(null, 1))[0] ?? null
    // Read first and told last: no report runs ahead of the commit that it is about.
    const reports = reported ? await store.reported() : []
    if (commits) await this.#handOn(this.#held)
    for (const report of reports) watcher.reported(report)
  }

  async #handOn(held: Commit | null) {
    const page = await this.#next(held)
    for (const commit of page) {
      this.#held = commit
      this.#follow.watcher.commit(commit)
    }
    const last = page.at(-1)
    if (last) await this.#handOn(last)
  }

  async #next(held: Commit | null) {
    const { store, pause, signal } = this.#follow
    const page = await store.after(held, PAGE)
    if (!hasGap(held, page)) return page
    await pause(GAP_MS, signal)
    return signal.aborted ? [] : store.after(held, PAGE)
  }
}

/** Tells `watcher` of commits past the newest there is at the start, and of reports. Resolves once aborted. */
export const followStore = async (follow: Follow): Promise<void> => {
  const { listen, watcher, signal, pause = wait } = follow
  const handover = new Handover({ ...follow, pause })
  let backoff = BACKOFF_MS.from
  const ring: Ring = async (news) => {
    await handover.ring(news)
    backoff = BACKOFF_MS.from
    watcher.up()
  }
  while (!signal.aborted) {
    await listen(ring, signal).catch((fault: Error) => signal.aborted || watcher.down(fault.message))
    await pause(backoff * (0.5 + Math.random() / 2), signal)
    backoff = Math.min(backoff * 2, BACKOFF_MS.to)
  }
}
