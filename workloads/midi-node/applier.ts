/** Makes the pedal as desired: remembers what was sent since the port was opened, and sends only what differs. */
import type { Desired } from '../lounge/answer.ts'
import type { Term } from '../lounge/log.ts'
import type { Profile } from '../lounge/profile.ts'
import type { Time, Values } from '../lounge/state.ts'
import { afterSending, isSend, plan, type Send, type Step } from '../lounge/wire.ts'
import { Momentaries } from './momentary.ts'
import { Pacer } from './pacer.ts'
import type { NodeLog } from './port.ts'

/** One control change that was handed to the port. `control` is undefined for a momentary one. */
export type Sent = {
  at: Time
  bytes: number[]
  cc: number
  value: number
  control: string | undefined
  /** Of the changes it comes from, a space between several; undefined when it is re-applied. */
  correlation: string | undefined
}

export type NodeMetrics = {
  sent(): void
  opened(): void
  /** How many control changes wait. */
  depth(count: number): void
  /** From a desired state's arrival until all of it was handed to the port, in milliseconds. */
  applied(ms: number): void
}

type Ports = {
  profile: Profile
  /** `send` answers with the bytes, or undefined when nothing was sent. */
  port: { isOpen(): boolean; send(message: { cc: number; value: number }): number[] | undefined }
  log: NodeLog
  now: () => number
  metrics: NodeMetrics
  onSent: (sent: Sent) => void
  /** Everything up to another generation is on the wire. */
  onApplied: () => void
}

type Message = Pick<Sent, 'cc' | 'value' | 'correlation'> & { control?: string }

export class Applier {
  readonly #ports: Ports
  readonly #pacer: Pacer
  readonly #momentaries: Momentaries
  #desired: Desired | undefined
  #sent: Values = {}
  /** The generation that was handed to the port, which may be a cable that nobody holds any more. */
  #handed = 0
  /** What was handed over while the port was still listed. */
  #sure: { generation: number; values: Values } = { generation: 0, values: {} }
  /** By control, the correlation of the value that waits to be sent. */
  #waiting = new Map<string, { value: number; correlation: string | undefined }>()

  constructor(ports: Ports) {
    this.#ports = ports
    this.#momentaries = new Momentaries(ports.now())
    this.#pacer = new Pacer({
      send: (step) => this.#send(step),
      sendOnce: (momentary) => void this.#hand(momentary),
    })
  }

  /** `generation`: everything up to it, in this term, was handed to a port that was there, or overtaken. */
  get state(): { term: number; generation: number; values: Values } {
    return { term: this.#desired?.term?.number ?? 0, ...this.#sure }
  }

  /** The port was just seen in the list: what was handed to it is sure. */
  confirm() {
    this.#sure = { generation: this.#handed, values: this.#sent }
  }

  /** Follows a newer desired state; a `resync` that was not seen before re-applies all of it. */
  apply(desired: Desired) {
    const before = this.#desired
    if (!isSame(before?.term, desired.term)) this.#restart()
    if (before?.resync !== desired.resync) this.#sent = {}
    this.#desired = desired
    this.#submit(desired)
  }

  /** A port was opened: nothing is known of what is behind it, so all of it is sent. */
  reapply() {
    this.#sent = {}
    if (this.#desired) this.#submit({ ...this.#desired, correlations: [] })
  }

  /** The port is gone: what waits is for nobody, and what was not confirmed may have gone nowhere. */
  halt() {
    this.#handed = this.#sure.generation
    this.#pacer.clear()
    this.#waiting.clear()
    this.#ports.metrics.depth(0)
  }

  /** Another environment has the pedal: nothing more is sent. */
  release() {
    this.halt()
    this.#desired = undefined
  }

  /** Generations count anew in another term, and nothing that waits in the name of the old one is sent. */
  #restart() {
    this.halt()
    this.#handed = 0
    this.#sure = { generation: 0, values: this.#sure.values }
  }

  #submit(desired: Desired) {
    if (!this.#ports.port.isOpen()) return
    const correlation = desired.correlations.join(' ') || undefined
    const arrivedAt = this.#ports.now()
    const steps = plan(this.#ports.profile, this.#sent, desired.values)
    this.#remember(steps, correlation)
    const once = this.#momentaries.take(desired.momentary, arrivedAt).map((raw) => ({ ...raw, correlation }))
    this.#pacer.submit({ steps, once, reached: () => this.#reached(desired, arrivedAt) })
    this.#ports.metrics.depth(this.#pacer.depth)
  }

  #remember(steps: readonly Step[], correlation: string | undefined) {
    const before = this.#waiting
    this.#waiting = new Map(
      steps.filter(isSend).map(({ control, value }) => {
        const waited = before.get(control)
        return [control, waited?.value === value ? waited : { value, correlation }]
      }),
    )
  }

  #send(step: Send) {
    const correlation = this.#waiting.get(step.control)?.correlation
    if (!this.#hand({ ...step, correlation })) return
    this.#waiting.delete(step.control)
    this.#sent = afterSending(this.#ports.profile, this.#sent, step)
  }

  /** To the driver, the log and whoever watches the wire. */
  #hand({ cc, value, control, correlation }: Message): boolean {
    const { port, log, now, metrics, onSent } = this.#ports
    const bytes = port.send({ cc, value })
    if (!bytes) return false
    log.info({ cc, value, control, bytes, correlation }, 'control change')
    metrics.sent()
    metrics.depth(this.#pacer.depth)
    onSent({ at: now(), bytes, cc, value, control, correlation })
    return true
  }

  #reached({ term, generation }: Desired, arrivedAt: Time) {
    if (!isSame(term, this.#desired?.term)) return
    this.#handed = generation
    this.#ports.metrics.applied(this.#ports.now() - arrivedAt)
    this.#ports.onApplied()
  }
}

const isSame = (a: Term | null | undefined, b: Term | null | undefined) =>
  a?.number === b?.number && a?.environment === b?.environment
