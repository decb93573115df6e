/** A database in memory behind data's own port, and what a replication from another brings to it. */

import { followStore } from '../../workloads/data/follow.ts'
import type { Position } from '../../workloads/data/position.ts'
import { isAfter } from '../../workloads/data/position.ts'
import { type Store, supersedes } from '../../workloads/data/store.ts'
import type { Commit, Reported } from '../../workloads/lounge/log.ts'
import { wait } from '../../workloads/service/wait.ts'

export type Doc = { commit: Commit } | { reported: Reported }

const keyOf = ({ environment, device }: Reported) => `${environment}:${device}`

export class Disk implements Store {
  readonly name = 'the disk'
  /** In log order. */
  readonly commits: Commit[] = []
  /** Everything in the order in which it was written, as `_changes` tells it. */
  readonly written: Doc[] = []
  readonly #ids = new Map<string, Commit>()
  readonly #reports = new Map<string, Reported>()
  readonly #bells = new Set<() => void>()

  async append(commit: Commit) {
    return this.#put(commit) ? ('appended' as const) : ('taken' as const)
  }

  async has(position: Position) {
    return this.commits.some((commit) => !isAfter(commit, position) && !isAfter(position, commit))
  }

  async after(position: Position | null, limit: number) {
    const from = position ? this.#past(position) : 0
    return this.commits.slice(from, from + limit)
  }

  async before(position: Position | null, limit: number) {
    const end = position
      ? this.commits.findLastIndex((commit) => isAfter(position, commit)) + 1
      : this.commits.length
    return this.commits.slice(Math.max(0, end - limit), end).reverse()
  }

  async report(reported: Reported) {
    if (!supersedes(reported, this.#reports.get(keyOf(reported)))) return
    this.#reports.set(keyOf(reported), reported)
    this.#note({ reported })
  }

  async reported() {
    return [...this.#reports.values()]
  }

  follow: Store['follow'] = (watcher, signal) =>
    followStore({
      ...{ store: this, watcher, signal, pause: wait },
      listen: async (ring) => {
        let since = -1
        while (!signal.aborted) {
          if (since === this.written.length) await this.rings(signal)
          since = this.written.length
          await ring({ commits: true, reported: true })
        }
      },
    })

  async close() {}

  find(id: string): Commit | undefined {
    return this.#ids.get(id)
  }

  /** From the other side. */
  async receive(doc: Doc) {
    if ('commit' in doc) this.#put(doc.commit)
    else if (doc.reported.at !== this.#reports.get(keyOf(doc.reported))?.at) await this.report(doc.reported)
  }

  #put(commit: Commit): boolean {
    if (this.#ids.has(commit.id)) return false
    this.#ids.set(commit.id, commit)
    this.commits.splice(this.#past(commit), 0, commit)
    this.#note({ commit })
    return true
  }

  /** Where what comes after a position begins. */
  #past(position: Position): number {
    return this.commits.findLastIndex((commit) => !isAfter(commit, position)) + 1
  }

  #note(doc: Doc) {
    this.written.push(doc)
    for (const ring of [...this.#bells]) ring()
  }

  /** Resolves at the next write, or when it is not wanted any more. */
  rings(signal?: AbortSignal) {
    const { promise, resolve } = Promise.withResolvers<void>()
    const ring = () => {
      this.#bells.delete(ring)
      signal?.removeEventListener('abort', ring)
      resolve()
    }
    this.#bells.add(ring)
    signal?.addEventListener('abort', ring)
    return promise
  }
}
