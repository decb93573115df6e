/** One follower of the store for many listeners: each hears where things stand, then everything after it once. */
import type { Commit, Reported } from '../lounge/log.ts'
import type { Log } from '../service/log.ts'
import type { Send, Unsubscribe } from '../service/sse-server.ts'
import { isAfter, type Position, tryPosition } from './position.ts'
import { Reports } from './reports.ts'
import { type Store, storeAway } from './store.ts'
import { watchWrites } from './writes.ts'

const PAGE = 100

/** Holds commits back until it has been told what came before them, and lets none pass twice. */
class Listener {
  readonly #send: Send
  #at: Position | null = null
  #held: Commit[] | undefined = []

  constructor(send: Send) {
    this.#send = send
  }

  /** Live; may have been read from the store already. */
  commit(commit: Commit) {
    if (this.#held) this.#held.push(commit)
    else this.pass(commit)
  }

  pass(commit: Commit) {
    if (!isAfter(commit, this.#at)) return
    this.#at = commit
    this.#send({ event: 'commit', id: commit.id, data: commit })
  }

  reported(reported: Reported) {
    if (!this.#held) this.#send({ event: 'reported', data: reported })
  }

  /** It has everything up to here. */
  from(position: Position) {
    this.#at = position
  }

  snapshot(head: Commit | null, reported: Reported[]) {
    this.#at = head
    this.#send({ event: 'snapshot', data: { head, reported }, ...(head && { id: head.id }) })
    this.live()
  }

  /** From here on it is told at once. */
  live() {
    const held = this.#held ?? []
    this.#held = undefined
    for (const commit of held) this.pass(commit)
  }
}

export class Events {
  readonly reports: Reports
  readonly writes: ReturnType<typeof watchWrites>
  readonly #store: Store
  readonly #log: Log
  readonly #listeners = new Set<Listener>()
  readonly #stopping = new AbortController()
  /** Settled by the first word of the store, good or bad. */
  readonly #firstWord = Promise.withResolvers<void>()
  #following: Promise<void> = Promise.resolve()
  #wasUp = false
  #why: string | undefined

  constructor({ store, log }: { store: Store; log: Log }) {
    this.#store = store
    this.#log = log
    this.writes = watchWrites(store.name)
    this.#why = `${store.name} has not answered yet`
    const tell = (reported: Reported) => this.#each((listener) => listener.reported(reported))
    const failed = (err: Error) => log.warn({ err }, 'a report waits for the store')
    this.reports = new Reports({ store, tell, failed })
  }

  /** One sentence while the store is away, or takes no commits. */
  get why() {
    return this.#why ?? this.writes.why()
  }

  start() {
    const watcher = {
      commit: (commit: Commit) => this.#each((listener) => listener.commit(commit)),
      reported: (reported: Reported) => this.reports.learn(reported),
      up: () => this.#up(),
      down: (why: string) => this.#down(why),
    }
    this.#following = this.#store.follow(watcher, this.#stopping.signal)
  }

  /** Resolves when nothing is followed any more and no report is on its way to the store. */
  async stop() {
    this.#stopping.abort()
    await this.#following
    await this.reports.settled()
  }

  /** After a commit's id: the commits since, then every report. After none, or one nobody knows: a snapshot. */
  async subscribe(send: Send, lastId: string | undefined): Promise<Unsubscribe> {
    await this.#firstWord.promise
    if (!this.#wasUp) throw storeAway(this.#store.name, 'has not answered yet')
    const listener = new Listener(send)
    this.#listeners.add(listener)
    const unsubscribe = () => void this.#listeners.delete(listener)
    await this.#tellWhereThingsStand(listener, lastId).catch((fault) => {
      unsubscribe()
      throw fault
    })
    return unsubscribe
  }

  async #tellWhereThingsStand(listener: Listener, lastId: string | undefined) {
    const last = tryPosition(lastId)
    if (!last || !(await this.#store.has(last))) {
      const [head = null] = await this.#store.before(null, 1)
      return listener.snapshot(head, this.reports.all())
    }
    listener.from(last)
    await this.#catchUp(listener, last)
    listener.live()
    for (const reported of this.reports.all()) listener.reported(reported)
  }

  async #catchUp(listener: Listener, last: Position) {
    const page = await this.#store.after(last, PAGE)
    for (const commit of page) listener.pass(commit)
    const furthest = page.at(-1)
    if (furthest) await this.#catchUp(listener, furthest)
  }

  #each(tell: (listener: Listener) => void) {
    for (const listener of this.#listeners) tell(listener)
  }

  #up() {
    if (this.#why) this.#log.info(`${this.#store.name} is there`)
    this.#why = undefined
    this.#wasUp = true
    this.#firstWord.resolve()
    this.reports.retry()
  }

  #down(why: string) {
    if (this.#why !== why) this.#log.warn({ why }, `${this.#store.name} is away`)
    this.#why = why
    this.#firstWord.resolve()
  }
}
