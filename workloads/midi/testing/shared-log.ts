/** A log in memory that several conductors share: appends are atomic, and it can be away or lose its answers. */
import { type Change, type Commit, inOrder, isBeneath, type Reported } from '../../lounge/log.ts'
import type { Follower, Ledger } from '../ledger.ts'

export class SharedLog {
  readonly commits: Commit[] = []
  readonly #followers = new Set<Follower>()
  /** `away`: every call fails. `mute`: an append lands, but its answer is lost. `deaf`: nothing is streamed. */
  mood: 'well' | 'away' | 'mute' | 'deaf' = 'well'

  /** Pages of two, so that every reader has to turn one. */
  ledger(): Ledger {
    return {
      append: async (commit) => this.#append(commit),
      before: async (id) => this.#before(id),
      history: async () => ({
        changes: this.commits.flatMap(({ changes }) => changes).reverse(),
        next: null,
      }),
      stranded: async () => this.#stranded(),
      report: async (reported) => this.#report(reported),
      follow: (follower, signal) => this.#follow(follower, signal),
    }
  }

  get ids() {
    return this.commits.map(({ id }) => id)
  }

  /** As replication does: whatever else is there. */
  bring(commit: Commit) {
    this.commits.push(commit)
    for (const follower of this.#followers) follower.commit(commit)
  }

  #guard() {
    if (this.mood === 'away') throw new Error('the log is away')
  }

  #append(commit: Commit) {
    this.#guard()
    if (this.commits.some(({ first }) => first >= commit.first)) {
      const since = this.commits.filter(({ first }) => first >= commit.first)
      return { appended: false as const, since: since.toSorted(inOrder) }
    }
    this.commits.push(structuredClone(commit))
    if (this.mood !== 'deaf') for (const follower of this.#followers) follower.commit(commit)
    if (this.mood === 'mute') throw new Error('the answer was lost')
    return { appended: true as const }
  }

  #before(id: string | undefined) {
    this.#guard()
    const newestFirst = this.commits.toSorted(inOrder).reverse()
    const at = id === undefined ? 0 : newestFirst.findIndex((commit) => commit.id === id) + 1
    return newestFirst.slice(at, at + 2)
  }

  #stranded(): Change[] {
    let above: Commit | undefined
    return this.commits
      .toSorted(inOrder)
      .reverse()
      .flatMap((commit) => {
        if (above && !isBeneath(commit, above)) return commit.changes.toReversed()
        above = commit
        return []
      })
  }

  #report(reported: Reported) {
    this.#guard()
    for (const follower of this.#followers) follower.reported(reported)
  }

  async #follow(follower: Follower, signal: AbortSignal) {
    this.#followers.add(follower)
    follower.state(true)
    follower.snapshot(this.commits.toSorted(inOrder).at(-1) ?? null, [])
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    this.#followers.delete(follower)
  }
}
