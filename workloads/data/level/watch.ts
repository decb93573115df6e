/**
 * How far this environment and its peer are apart, by what each says it holds: the word of either travels with the log
 * itself, so nobody has to reach the other, and it comes as late as the log does.
 */
import type { Metrics } from '../../service/metrics.ts'

/** What an environment's database holds: how many commits, and the newest one's id. */
type Holding = { commits: number; newest: string | null }

/** `count` goes up with each word. */
export type Held = Holding & { environment: string; count: number }

export type Holdings = {
  /** What is there now. */
  own: () => Promise<Holding>
  /** An environment's last word, as far as it has come. */
  said: (environment: string) => Promise<Held | undefined>
  /** Our own word; losing to another replica of data is no fault. */
  say: (held: Held) => Promise<void>
}

export type LevelParts = {
  holdings: Holdings
  environment: string
  peer: string
  metrics: Metrics
  /** Milliseconds that never jump. @default the process's own */
  steady?: () => number
}

/** How often it looks, and how often it speaks while nobody answers (ms). */
const LOOK_MS = 1_000
const ALONE_MS = 15_000
/** Past this the two are apart, and whoever shows the log says so (ms). */
const LATE_MS = 2_000
/** A peer that has said nothing new for so long is not there (ms). */
const SILENT_MS = 10_000

export class LevelWatch {
  readonly #parts: Required<LevelParts>
  readonly #level
  readonly #lag
  #timer: NodeJS.Timeout | undefined
  #isStopped = false
  /** When they were level last, when the peer's word changed last, when we spoke last. */
  #levelAt: number
  #heardAt = Number.NEGATIVE_INFINITY
  #saidAt = Number.NEGATIVE_INFINITY
  /** Of the peer's words the last that was seen; the first look only finds it. */
  #count: number | undefined
  #isLevel = false
  /** The newest that we hold is of the peer's term. */
  #isPeers = false

  constructor({ steady = () => performance.now(), ...parts }: LevelParts) {
    this.#parts = { ...parts, steady }
    this.#levelAt = steady()
    const { metrics, peer } = parts
    this.#level = metrics.gauge('replication_level', `1 while this environment and ${peer} hold the same log`)
    this.#lag = metrics.gauge('replication_lag_seconds', 'How long the two have been apart; 0 while level')
  }

  start() {
    void this.#look()
  }

  stop() {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  /** One sentence while the peer is the one who writes and we are behind by more than an onlooker would forgive. */
  get why(): string | undefined {
    const { peer, steady } = this.#parts
    if (!this.#isPeers || this.#isLevel || steady() - this.#levelAt <= LATE_MS) return undefined
    if (!this.#isThere) return `nothing has come from ${peer} for a while; the two may differ`
    return `the log of ${peer} and this one differ; replication is behind`
  }

  get #isThere() {
    return this.#parts.steady() - this.#heardAt <= SILENT_MS
  }

  async #look() {
    await this.#compare().catch(() => this.#note(false))
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#look(), LOOK_MS)
  }

  async #compare() {
    const { holdings, peer, steady } = this.#parts
    const own = await holdings.own()
    this.#isPeers = own.newest?.replace(/^commit:\d+-/, '').startsWith(`${peer}:`) ?? false
    const said = await holdings.said(peer)
    const count = said?.count ?? 0
    if (this.#count !== undefined && count !== this.#count) this.#heardAt = steady()
    this.#count = count
    this.#note(this.#isThere && said?.commits === own.commits && said.newest === own.newest)
    await this.#speak(own)
  }

  /** Every second while somebody listens, seldom while nobody does. */
  async #speak(own: Holding) {
    const { holdings, environment, steady } = this.#parts
    if (!this.#isThere && steady() - this.#saidAt < ALONE_MS) return
    this.#saidAt = steady()
    const before = await holdings.said(environment)
    await holdings.say({ ...own, environment, count: (before?.count ?? 0) + 1 })
  }

  #note(isLevel: boolean) {
    this.#isLevel = isLevel
    if (isLevel) this.#levelAt = this.#parts.steady()
    this.#level.set(isLevel ? 1 : 0)
    this.#lag.set(isLevel ? 0 : (this.#parts.steady() - this.#levelAt) / 1_000)
  }
}
