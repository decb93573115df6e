/** Tells midi what was sent: at once when something happened, at most ten times a second, and anew before the lease ends. */
import { RENEW_MS, type Reported } from '../lounge/log.ts'
import type { NodeLog } from './port.ts'

/** What a node knows of itself; the midi service adds its environment, the device and the time. */
export type Report = Pick<Reported, 'term' | 'generation' | 'values' | 'port' | 'since'>

type Taken = { report: Report; tell: (report: Report) => Promise<void> }

type Ports = {
  /** Takes the report at this moment; undefined when there is nobody to tell. */
  take: () => Taken | undefined
  log: NodeLog
}

const GAP_MS = 100
const RETRY_MS = 1_000

export class Reporter {
  readonly #ports: Ports
  #timer: NodeJS.Timeout | undefined
  /** A report is on its way, or was a moment ago: what happens now waits for the next. */
  #isBusy = false
  #isDue = false
  #isStopped = false
  #isFailing = false
  #onItsWay: Promise<boolean> = Promise.resolve(true)

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** Something is to be told. */
  touch() {
    this.#isDue = true
    if (!this.#isBusy) void this.#tell()
  }

  /** Tells a last time, after what is on its way so that nothing older arrives later, and nothing more. */
  async stop() {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#onItsWay
    const taken = this.#ports.take()
    if (taken) await this.#tellOnce(taken)
  }

  async #tell() {
    clearTimeout(this.#timer)
    this.#isDue = false
    this.#isBusy = true
    const taken = this.#isStopped ? undefined : this.#ports.take()
    if (!taken) {
      this.#isBusy = false
      return
    }
    this.#onItsWay = this.#tellOnce(taken)
    const isTold = await this.#onItsWay
    if (!this.#isStopped) this.#rest(isTold)
  }

  /** In the gap nothing is told; after it what came meanwhile, or else the renewal when its time has come. */
  #rest(isTold: boolean) {
    const gapMs = isTold ? GAP_MS : RETRY_MS
    this.#timer = setTimeout(() => {
      this.#isBusy = false
      if (this.#isDue || !isTold) return void this.#tell()
      this.#timer = setTimeout(() => void this.#tell(), RENEW_MS - gapMs)
    }, gapMs)
  }

  /** Resolves to whether it was told; never rejects. */
  async #tellOnce({ report, tell }: Taken): Promise<boolean> {
    try {
      await tell(report)
      this.#isFailing = false
      return true
    } catch (error) {
      if (!this.#isFailing)
        this.#ports.log.warn({ err: error }, 'the report did not reach midi; trying again')
      this.#isFailing = true
      return false
    }
  }
}
