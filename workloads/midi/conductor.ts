/** Keeps one replica of midi in step with the log: follows, decides, answers, and tells the streams. */
import type { Answer, Desired, View } from '../lounge/answer.ts'
import type { Commit, Reported } from '../lounge/log.ts'
import type { Profile } from '../lounge/profile.ts'
import { valuesOf } from '../lounge/reducer/turns.ts'
import type { Refusal } from '../lounge/refusal.ts'
import type { Request } from '../lounge/request.ts'
import { initialState } from '../lounge/state.ts'
import { Head, readBack } from './head.ts'
import type { Follower, Ledger } from './ledger.ts'
import { loungeClock } from './lounge-clock.ts'
import { Queue } from './queue.ts'
import { answerTo, Reports } from './reports.ts'
import { type Opens, standing } from './term.ts'
import { Terms } from './terms.ts'
import { Turns } from './turns.ts'

/** A raw control change older than this is not sent any more, in milliseconds. */
const MOMENTARY_MS = 5_000

export type ConductorParts = {
  environment: string
  ledger: Ledger
  profiles: readonly Profile[]
  /** Epoch milliseconds. */
  clock: () => number
  /** Milliseconds that never jump. @default the process's own */
  steady?: () => number
  opens?: Opens
  /** Told how many changes each of our commits carried. */
  grouped?: (size: number) => void
  /** A sentence for the operator. */
  warn?: (sentence: string, cause?: unknown) => void
}

/** What a node says; midi adds the environment and the time. */
export type NodeReport = Omit<Reported, 'environment' | 'device' | 'at'>

export class Conductor {
  readonly head = new Head()
  readonly reports: Reports
  readonly terms: Terms
  readonly queue: Queue
  readonly #parts: ConductorParts
  readonly #listeners = new Set<() => void>()
  readonly #now: () => number
  /** Loads and follow-ups. */
  readonly #turns: Turns
  #loaded = false
  #up = false

  constructor(parts: ConductorParts) {
    const { environment, ledger, profiles, grouped } = parts
    this.#parts = parts
    this.#turns = new Turns((cause) => parts.warn?.('The log could not be read; it is read again.', cause))
    this.#now = loungeClock(this.head, parts.clock, parts.steady)
    const clock = this.#now
    this.reports = new Reports(environment)
    const took = (commit: Commit) => this.#take(commit)
    this.terms = new Terms({ ...parts, clock, head: this.head, took })
    const mayWrite = () => (this.#loaded && !this.terms.isOurTurn ? this.#standing() : 'wait')
    this.queue = new Queue({
      ...{ head: this.head, ledger, profiles, clock, took, mayWrite },
      ...(grouped ? { grouped } : {}),
    })
  }

  /** The log is being followed right now. */
  get isFollowing() {
    return this.#up && this.#loaded
  }

  /** Follows the log until `signal` aborts. */
  follow(signal: AbortSignal): Promise<void> {
    this.#turns.until(signal)
    const follower: Follower = {
      snapshot: (head, reported) => this.#snapshot(head, reported),
      commit: (commit) => this.#turns.add(async () => this.#take(commit)),
      reported: (reported) => this.#tookReport(reported),
      state: (up) => {
        this.#up = up
      },
    }
    return this.#parts.ledger.follow(follower, signal)
  }

  /** Rejects with `NotDurable` when the log did not take it in time. */
  async ask(request: Request): Promise<{ answer: Answer } | { refusal: Refusal }> {
    const settled = await this.queue.submit(request)
    if ('refusal' in settled) return settled
    return { answer: await answerTo(settled.change, this.reports, () => this.head.recent) }
  }

  view(): View {
    const { environment } = this.#parts
    const { commit, generation } = this.head
    const state = commit?.state ?? initialState
    const live = 'term' in this.#standing()
    return {
      environment,
      term: commit?.term ?? null,
      live,
      generation,
      state,
      reported: this.reports.all,
      at: this.#now(),
    }
  }

  /** What the node of this device is to make true; `since` is the generation it was last told. */
  desired(device: string, since = this.head.generation): Desired {
    const { commit, generation, recent } = this.head
    const state = commit?.state ?? initialState
    const now = this.#now()
    const momentary = recent
      .filter((change) => change.momentary?.device === device && now - change.at <= MOMENTARY_MS)
      .map(({ generation, at, momentary }) => ({
        generation,
        at,
        cc: momentary?.cc ?? 0,
        value: momentary?.value ?? 0,
      }))
    const correlations = recent
      .filter((change) => change.generation > since)
      .map(({ correlation }) => correlation)
    const live = 'term' in this.#standing()
    const values = valuesOf(state, device)
    const { resync } = state.desk
    return { device, term: commit?.term ?? null, generation, live, values, resync, momentary, correlations }
  }

  /** Takes a node's report: waiting answers first, then the log's readers. */
  async report(device: string, report: NodeReport): Promise<void> {
    const { environment, ledger, warn } = this.#parts
    const known = this.reports.of(device)
    // A clock that was set back must not make the newest word look old.
    const at = known ? Math.max(this.#now(), known.at + 1) : this.#now()
    const reported = { ...report, environment, device, at }
    this.#tookReport(reported)
    await ledger
      .report(reported)
      .catch((cause) => warn?.('The report could not be passed on to data.', cause))
  }

  /** Called after every change of the view; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #standing() {
    const serves = this.reports.all.some(({ term }) => term === this.head.commit?.term.number)
    return standing(this.head, this.#parts.environment, serves)
  }

  #tookReport(reported: Reported) {
    if (this.reports.take(reported)) this.#tell()
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener()
  }

  #take(commit: Commit) {
    const taken = this.head.take(commit)
    if (taken === 'gap') return this.#turns.add(() => this.#load())
    if (taken === 'taken') this.#moved()
  }

  #snapshot(head: Commit | null, reported: readonly Reported[]) {
    for (const one of reported) this.#tookReport(one)
    this.#turns.add(async () => {
      if (!this.#loaded || head?.id !== this.head.commit?.id) await this.#load()
    })
  }

  async #load() {
    const commits = await readBack(this.#parts.ledger.before)
    const newest = commits.at(-1)
    if (this.#loaded && newest && newest.last < this.head.generation && newest.id !== this.head.commit?.id)
      return
    this.head.load(commits)
    this.#loaded = true
    this.#moved()
  }

  #moved() {
    this.#tell()
    this.terms.consider()
  }
}
