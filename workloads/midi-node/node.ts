/** The controller of one pedal: follows what is desired, makes it so through the MIDI port, and reports. */
import type { Desired } from '../lounge/answer.ts'
import type { Term } from '../lounge/log.ts'
import type { Profile } from '../lounge/profile.ts'
import { Applier, type NodeMetrics, type Sent } from './applier.ts'
import type { MidiPorts } from './out.ts'
import { type NodeLog, PortKeeper } from './port.ts'
import { type Report, Reporter } from './reporter.ts'
import { maySucceed, type Served } from './served.ts'

/** A midi service that this node dials. Both calls are the node's: nothing is ever dialled towards it. */
export type Midi = {
  /** Hands over each desired state until `signal` aborts, reconnecting for ever; says whether the stream is up. */
  follow(
    on: { desired(desired: Desired): void; state(isUp: boolean): void },
    signal: AbortSignal,
  ): Promise<void>
  /** Rejects when the report did not arrive. */
  report(report: Report): Promise<void>
}

type Ports = {
  profile: Profile
  ports: MidiPorts
  /** One, or one an environment: the one that is live in the highest term is served. */
  midis: readonly Midi[]
  served: Served
  log: NodeLog
  /** Epoch milliseconds. */
  now: () => number
  /** Case-insensitive pieces of the port's name, best first. @default the profile's */
  wanted?: readonly string[]
  /** 0–15. @default the profile's */
  channel?: number
  metrics?: NodeMetrics
  /** Hears of each control change that was handed to the port. */
  onSent?: (sent: Sent) => void
}

/** What its health and its console are read from. `trouble` is a sentence, empty when the port is open. */
export type NodeStatus = Report & { trouble: string; isFollowing: boolean; isServing: boolean }

const silent: NodeMetrics = { sent: () => {}, opened: () => {}, depth: () => {}, applied: () => {} }

/** Starts once and stops once; a node that starts again is a new one, and re-applies everything. */
export class MidiNode {
  readonly #ports: Ports
  readonly #port: PortKeeper
  readonly #applier: Applier
  readonly #reporters: ReadonlyMap<Midi, Reporter>
  readonly #stopping = new AbortController()
  readonly #up = new Set<Midi>()
  #serving: Midi | undefined
  /** Those that take themselves for live and are not served, which they must hear. */
  readonly #refused = new Set<Midi>()
  #said = ''
  #following: Promise<unknown> = Promise.resolve()

  constructor(ports: Ports) {
    this.#ports = ports
    const { profile, log, now, wanted = profile.ports, channel = profile.channel } = ports
    const { metrics = silent, onSent = () => {} } = ports
    const reporter = (midi: Midi) => new Reporter({ take: () => this.#take(midi), log })
    this.#reporters = new Map(ports.midis.map((midi) => [midi, reporter(midi)]))
    this.#port = new PortKeeper({
      ports: ports.ports,
      wanted,
      channel,
      log,
      now,
      onOpen: () => {
        metrics.opened()
        this.#applier.reapply()
        this.#touch()
      },
      onLost: () => {
        this.#applier.halt()
        this.#touch()
      },
    })
    const onApplied = () => this.#touch()
    this.#applier = new Applier({ profile, port: this.#port, log, now, metrics, onSent, onApplied })
  }

  get status(): NodeStatus {
    const { trouble } = this.#port.state
    return {
      ...this.#report(),
      trouble,
      isFollowing: this.#up.size > 0,
      isServing: this.#serving !== undefined,
    }
  }

  start() {
    this.#port.start()
    this.#following = Promise.all(this.#ports.midis.map((midi) => this.#follow(midi)))
  }

  /** Stops sending, closes the port and says so. Resolves when the last report is told or has failed. */
  async stop() {
    this.#stopping.abort()
    this.#applier.halt()
    this.#port.stop()
    await Promise.all([...this.#reporters.values()].map((reporter) => reporter.stop()))
    await this.#following
  }

  #follow(midi: Midi) {
    const state = (isUp: boolean) => void (isUp ? this.#up.add(midi) : this.#up.delete(midi))
    const desired = (each: Desired) => this.#onDesired(midi, each)
    return midi.follow({ desired, state }, this.#stopping.signal)
  }

  #onDesired(midi: Midi, desired: Desired) {
    if (this.#stopping.signal.aborted) return
    this.#refused.delete(midi)
    const term = desired.live ? desired.term : null
    if (term && this.#mayServe(term)) this.#serve(midi, desired)
    else this.#leave(midi, term !== null)
  }

  #serve(midi: Midi, desired: Desired) {
    const before = this.#serving
    this.#serving = midi
    this.#applier.apply(desired)
    if (before === midi) return
    // Cut off from the log it may take itself for live, and say nothing: it is told.
    if (before) this.#leave(before, true)
    this.#touch()
  }

  #leave(midi: Midi, isLive: boolean) {
    if (isLive) this.#refused.add(midi)
    if (isLive) this.#reporters.get(midi)?.touch()
    if (this.#serving !== midi) return
    this.#serving = undefined
    this.#applier.release()
  }

  #touch() {
    if (this.#serving) this.#reporters.get(this.#serving)?.touch()
  }

  /** Whoever is served is on disk before the first byte for them is sent. */
  #mayServe(term: Term): boolean {
    const { served, log } = this.#ports
    const highest = served.highest()
    if (!maySucceed(term, highest)) return this.#refuse({ term, highest })
    if (highest?.number === term.number) return true
    try {
      served.keep(term)
    } catch (error) {
      log.error({ err: error, term }, 'whom this node serves could not be written down, so nothing is sent')
      return false
    }
    log.info({ term }, 'this node serves another term')
    return true
  }

  #refuse(which: { term: Term; highest: Term | null }): false {
    const said = JSON.stringify(which)
    if (said !== this.#said)
      this.#ports.log.warn(which, 'this term is not served: the node has served a higher one')
    this.#said = said
    return false
  }

  #report(): Report {
    const { port, since } = this.#port.state
    return { ...this.#applier.state, port, since }
  }

  #take(midi: Midi) {
    const report = midi === this.#serving ? this.#served() : this.#refused.has(midi) && this.#elsewhere()
    return report ? { report, tell: (report: Report) => midi.report(report) } : undefined
  }

  /** The port is looked at first: bytes to a pulled cable vanish without a word. */
  #served(): Report {
    this.#port.check()
    if (this.#port.isOpen()) this.#applier.confirm()
    return this.#report()
  }

  /** For whoever takes itself for live: whose the pedal is. */
  #elsewhere(): Report | undefined {
    const serves = this.#ports.served.highest()
    return serves ? { ...this.#report(), term: serves.number, serves, generation: 0, values: {} } : undefined
  }
}
