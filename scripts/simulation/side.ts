/** One environment: its database, its data service and the replicas of its midi, each of which may end at any moment. */
import { pino } from 'pino'
import { appendTo, history, stranded } from '../../workloads/data/commits.ts'
import { Events } from '../../workloads/data/events.ts'
import { tryPosition } from '../../workloads/data/position.ts'
import { gm2 } from '../../workloads/lounge/devices/index.ts'
import type { Commit, Reported } from '../../workloads/lounge/log.ts'
import { Conductor } from '../../workloads/midi/conductor.ts'
import type { Follower, Ledger } from '../../workloads/midi/ledger.ts'
import type { Opens } from '../../workloads/midi/term.ts'
import { Problem } from '../../workloads/service/problem.ts'
import type { Random } from '../faults/random.ts'
import { Cable } from './cable.ts'
import { Disk } from './disk.ts'

const log = pino({ level: 'silent' })
const PAGE = 100

type Told = { event: string; id?: string; data: unknown }

export type Parts = {
  name: string
  opens: Opens
  replicas: number
  random: Random
  now: () => number
  /** Puts a fault between midi and data. @default none */
  mutate?: (ledger: Ledger, replica: { environment: string; now: () => number }) => Ledger
}

/** A replica of midi; once it has ended, nothing it began goes on. */
export type Replica = { conductor: Conductor; end: AbortController; cable: Cable }

export class Side {
  readonly name: string
  readonly disk = new Disk()
  /** Of each replica the way to data, which outlives it. */
  readonly cables: readonly Cable[]
  /** Undefined while it does not run. */
  readonly replicas: (Replica | undefined)[]
  readonly #parts: Parts
  #append!: (commit: Commit) => Promise<void>
  #events!: Events

  constructor(parts: Parts) {
    this.#parts = parts
    this.name = parts.name
    this.cables = Array.from({ length: parts.replicas }, () => new Cable(parts.random, parts.now))
    this.startData()
    this.replicas = this.cables.map((cable) => this.#open(cable))
  }

  /** Whose word counts; none while all of them are away. */
  get running(): Replica[] {
    return this.replicas.filter((replica) => replica !== undefined)
  }

  startData() {
    this.#append = appendTo(this.disk)
    this.#events = new Events({ store: this.disk, log })
    this.#events.start()
    for (const cable of this.cables) cable.breakOff()
  }

  end(index: number) {
    this.replicas[index]?.end.abort()
    this.replicas[index] = undefined
  }

  start(index: number) {
    const cable = this.cables[index]
    if (cable && !this.replicas[index]) this.replicas[index] = this.#open(cable)
  }

  #open(cable: Cable): Replica {
    const { name: environment, opens, now, mutate = (ledger) => ledger } = this.#parts
    const end = new AbortController()
    const ledger = mutate(this.#ledger(cable, end.signal), { environment, now })
    const parts = { environment, opens, ledger, profiles: [gm2] }
    const conductor = new Conductor({ ...parts, clock: now, steady: () => performance.now() })
    void conductor.follow(end.signal)
    return { conductor, end, cable }
  }

  /** Whoever has ended hears nothing any more. */
  #ledger(cable: Cable, ended: AbortSignal): Ledger {
    const call = <T>(work: () => Promise<T>) => {
      if (ended.aborted) return new Promise<never>(() => undefined)
      const answer = cable.call(work)
      return answer.then(
        (value) => (ended.aborted ? new Promise<never>(() => undefined) : value),
        (cause) => (ended.aborted ? new Promise<never>(() => undefined) : Promise.reject(cause)),
      )
    }
    return {
      append: (commit) => call(() => this.#tryAppend(commit)),
      before: (id) => call(() => this.disk.before(tryPosition(id) ?? null, PAGE)),
      history: (before, limit) => call(() => history(this.disk, before, limit)),
      stranded: () => call(() => stranded(this.disk)),
      report: (reported) => call(async () => this.#events.reports.put(reported)),
      follow: (follower, signal) => this.#follow(cable, follower, signal),
    }
  }

  async #tryAppend(commit: Commit) {
    try {
      await this.#append(structuredClone(commit))
      return { appended: true as const }
    } catch (fault) {
      if (fault instanceof Problem && fault.status === 409)
        return { appended: false as const, since: fault.more.since as Commit[] }
      throw fault
    }
  }

  #follow(cable: Cable, follower: Follower, signal: AbortSignal) {
    let last: string | undefined
    return cable.stream<Told>({
      open: (deliver) => this.#events.subscribe(deliver, last),
      onEvent: ({ event, id, data }) => {
        if (event === 'commit') follower.commit(data as Commit)
        else if (event === 'reported') follower.reported(data as Reported)
        else this.#snapshot(follower, data as { head: Commit | null; reported: Reported[] })
        last = id ?? last
      },
      onState: (isUp) => follower.state(isUp),
      signal,
    })
  }

  #snapshot(follower: Follower, { head, reported }: { head: Commit | null; reported: Reported[] }) {
    follower.snapshot(head, reported)
  }
}
