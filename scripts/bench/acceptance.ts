/** Word of what became durable, from data's own events: which lines, and how many to a commit. */
import { EventEmitter } from 'node:events'
import { dataClient, followData } from '../../workloads/data/client.ts'
import type { Commit } from '../../workloads/lounge/log.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import type { Processes } from '../lounge/processes.ts'

/** A line that is not durable by now was not taken; chat and midi give up sooner. */
const PATIENCE_MS = 5_000

export class Acceptance {
  /** Changes of each commit, in order. */
  readonly sizes: number[] = []
  /** As it came last, with changes. */
  commit: Commit | undefined
  readonly #accepted = new EventEmitter().setMaxListeners(0)
  readonly #closing = new AbortController()

  static async of({ folder, ports }: Processes): Promise<Acceptance> {
    const acceptance = new Acceptance()
    const { sign } = await readKeys(`${folder}/keys`, 'overlay')
    const fetch = serviceFetch({ audience: 'data', sign })
    const client = dataClient({ baseUrl: `http://127.0.0.1:${ports.data[0]}`, fetch })
    const up = Promise.withResolvers<void>()
    void followData({
      client,
      signal: acceptance.#closing.signal,
      snapshot: () => up.resolve(),
      commit: (commit) => acceptance.#take(commit),
      reported: () => undefined,
    })
    await up.promise
    return acceptance
  }

  /** Resolves to whether a line with this id is durable now. */
  taken(id: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const late = setTimeout(() => resolve(false), PATIENCE_MS)
    this.#accepted.once(id, () => resolve(true))
    return promise.finally(() => {
      clearTimeout(late)
      this.#accepted.removeAllListeners(id)
    })
  }

  close() {
    this.#closing.abort()
  }

  #take(commit: Commit) {
    if (commit.changes.length === 0) return
    this.commit = commit
    this.sizes.push(commit.changes.length)
    for (const { id } of commit.changes) this.#accepted.emit(id)
  }
}
