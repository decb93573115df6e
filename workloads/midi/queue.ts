/** Group commit: reduces what waits against the head, appends it as one document, and on a lost race does so again. */
import { type Change, type Commit, commitId, MAX_CHANGES, type Term } from '../lounge/log.ts'
import type { Profile } from '../lounge/profile.ts'
import { reduce } from '../lounge/reducer/reduce.ts'
import type { Refusal } from '../lounge/refusal.ts'
import type { Request } from '../lounge/request.ts'
import { initialState } from '../lounge/state.ts'
import type { Head } from './head.ts'
import type { Ledger } from './ledger.ts'

/** How long a request may wait to become durable, in milliseconds. */
const PATIENCE_MS = 2_000
/** Jitter before a retry, so that replicas that collide do not collide again. */
const RETRY_MS = 20

export type Settled = { change: Change } | { refusal: Refusal }

type Waiting = { request: Request; settle: (result: Settled) => void; fail: (error: Error) => void }

/** What one look at the waiting requests gave: `settled` holds already, `once` the commit is durable. */
type Round = {
  commit: Commit | undefined
  settled: [Waiting, Settled][]
  once: [Waiting, Settled][]
  recent: Change[]
}

/** The log could not be written in time. The change may still turn up: asking again with the same id finds out. */
export class NotDurable extends Error {}

export type QueueParts = {
  head: Head
  ledger: Pick<Ledger, 'append'>
  profiles: readonly Profile[]
  /** Never behind the head. */
  clock: () => number
  /** The term this environment may write in now, why it may not, or `wait` until the log has been read and opened. */
  mayWrite: () => { term: Term } | { refusal: Refusal } | 'wait'
  /** A commit became part of the log, ours or another's. */
  took: (commit: Commit) => void
  /** Told how many changes went into a commit that was appended. */
  grouped?: (size: number) => void
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export class Queue {
  readonly #parts: QueueParts
  readonly #byId = new Map<string, Promise<Settled>>()
  readonly #waiting = new Set<Waiting>()
  #running = false

  constructor(parts: QueueParts) {
    this.#parts = parts
  }

  /** Requests that are neither durable nor refused yet. */
  get depth() {
    return this.#waiting.size
  }

  /** Settles once the change is durable or refused; rejects with `NotDurable` after 2 s. */
  submit(request: Request): Promise<Settled> {
    const known = this.#byId.get(request.id)
    if (known) return known
    const { promise, resolve, reject } = Promise.withResolvers<Settled>()
    const waiting = { request, settle: resolve, fail: reject }
    const timer = setTimeout(() => this.#giveUp(waiting), PATIENCE_MS)
    const done = () => {
      clearTimeout(timer)
      this.#byId.delete(request.id)
    }
    this.#byId.set(request.id, promise)
    this.#waiting.add(waiting)
    promise.then(done, done)
    void this.#run()
    return promise
  }

  #giveUp(waiting: Waiting) {
    this.#waiting.delete(waiting)
    waiting.fail(new NotDurable('the log did not take the change within 2 s'))
  }

  #settle(answers: readonly [Waiting, Settled][]) {
    for (const [waiting, result] of answers) {
      this.#waiting.delete(waiting)
      waiting.settle(result)
    }
  }

  async #run() {
    if (this.#running) return
    this.#running = true
    // Lets requests that arrive in the same turn of the event loop share the first commit.
    await Promise.resolve()
    while (this.#waiting.size > 0) await this.#round()
    this.#running = false
  }

  async #round() {
    const round = this.#reduce()
    this.#settle(round.settled)
    if (round.commit) await this.#append(round.commit, round.once)
    else if (this.#waiting.size > 0) await pause(RETRY_MS)
  }

  async #append(commit: Commit, once: readonly [Waiting, Settled][]) {
    try {
      const result = await this.#parts.ledger.append(commit)
      for (const other of result.appended ? [commit] : result.since) this.#parts.took(other)
      if (!result.appended) return await pause(Math.random() * RETRY_MS)
      this.#parts.grouped?.(commit.changes.length)
      this.#settle(once)
    } catch {
      // Not known whether it landed: the next round finds its ids in the log or appends the same id again.
      await pause(RETRY_MS * (1 + Math.random()))
    }
  }

  /** Decides every waiting request against the head as it will be after the ones before it. */
  #reduce(): Round {
    const { head, mayWrite } = this.#parts
    const round: Round = { commit: undefined, settled: [], once: [], recent: [...head.recent] }
    const write = mayWrite()
    if (write === 'wait') return round
    for (const waiting of this.#waiting) {
      const change = head.find(waiting.request.id)
      if (change) round.settled.push([waiting, { change }])
      else if ('refusal' in write) round.settled.push([waiting, write])
      else if (!this.#tryReduce(round, waiting, write.term)) break
    }
    return round
  }

  /** A fault of ours in one request must not hold up the others. */
  #tryReduce(round: Round, waiting: Waiting, term: Term): boolean {
    try {
      return this.#reduceOne(round, waiting, term)
    } catch (cause) {
      this.#waiting.delete(waiting)
      waiting.fail(cause instanceof Error ? cause : new Error('the request could not be reduced', { cause }))
      return true
    }
  }

  /** False when the commit is full. */
  #reduceOne(round: Round, waiting: Waiting, term: Term): boolean {
    const { profiles, clock } = this.#parts
    const commit = round.commit ?? this.#blank(term, clock())
    if (commit.changes.length >= MAX_CHANGES) return false
    const result = reduce({
      state: commit.state,
      recent: round.recent,
      request: waiting.request,
      now: commit.at,
      generation: commit.first + commit.changes.length,
      profiles,
    })
    if ('refusal' in result) {
      // A refusal that rests on a change which is not durable yet waits with it.
      ;(round.commit ? round.once : round.settled).push([waiting, result])
      return true
    }
    const { change, state } = result
    round.once.push([waiting, { change }])
    round.recent.push(change)
    round.commit = { ...commit, state, changes: [...commit.changes, change], last: change.generation }
    return true
  }

  #blank(term: Term, at: number): Commit {
    const { commit, generation } = this.#parts.head
    const first = generation + 1
    const state = commit?.state ?? initialState
    return {
      id: commitId(term, first),
      term,
      kind: 'changes',
      first,
      last: first,
      at,
      changes: [],
      other: null,
      state,
    }
  }
}
