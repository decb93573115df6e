/** Tells midi what was sent: at once when something happened, at most ten times a second, and anew before the lease ends. */
import type { Reported } from '../lounge/log.ts'
import type { NodeLog } from './port.ts'

/** What a node knows of itself; the midi service adds its environment, the device and the time. */
export type Report = Pick<Reported, 'term' | 'generation' | 'values' | 'port' | 'since'>

type Ports = {
  /** Takes the report at this moment; undefined when there is nobody to tell. */
  take: () => { report: Report; tell: (report: Report) => Promise<void> } | undefined
  log: NodeLog
}

const GAP_MS = 100
const RENEW_MS = 5_000 // a third of the lease
const RETRY_MS = 1_000

export class Reporter {
  readonly #ports: Ports
  #timer: NodeJS.Timeout | undefined
  #isTelling = false
  #isDue = false
  #isStopped = false
  #isFailing = false

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** Something is to be told. */
  touch() {
    if (this.#isStopped) return
    this.#isDue = true
    if (!this.#isTelling && !this.#isGap) void this.#tell()
  }

  #isGap = false

  /** Tells a last time, and nothing after. */
  async stop() {
    clearTimeout(this.#timer)
    this.#isStopped = true
    await this.#tellOnce()
  }

  async #tell() {
    clearTimeout(this.#timer)
    this.#isTelling = true
    this.#isDue = false
    const isTold = await this.#tellOnce()
    this.#isTelling = false
    if (!this.#isStopped) this.#rest(isTold ? GAP_MS : RETRY_MS)
  }

  /** Nothing is told in the gap; after it what came meanwhile, or the renewal when its time has come. */
  #rest(ms: number) {
    this.#isGap = true
    this.#timer = setTimeout(() => {
      this.#isGap = false
      if (this.#isDue || ms === RETRY_MS) return void this.#tell()
      this.#timer = setTimeout(() => void this.#tell(), RENEW_MS - ms)
    }, ms)
  }

  async #tellOnce(): Promise<boolean> {
    const taken = this.#ports.take()
    if (!taken) return true
    try {
      await taken.tell(taken.report)
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
