/** The way to OBS: connects, keeps OBS as wanted, and begins again whenever it ends. */
import type { Shown } from '../data/screen-client.ts'
import { wait } from '../service/wait.ts'
import { Keeper, type KeeperLog } from './keeper.ts'
import type { ObsMap } from './map.ts'
import type { OnAir } from './on-air.ts'
import { type Connection, WrongPassword } from './studio.ts'
import { wantedOf } from './wanted.ts'

export type LinkPorts = {
  connect: () => Promise<Connection>
  map: ObsMap
  log: KeeperLog
  onAir: Pick<OnAir, 'streaming' | 'desk'>
  onSet: () => void
  onMissing: (count: number) => void
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000
/** Nobody changes a password every second. */
const PASSWORD_WAIT_MS = 15_000
/** What somebody turned by hand in OBS is turned back after this long. */
const RECHECK_MS = 15_000

export class ObsLink {
  readonly #ports: LinkPorts
  #shown: Shown = { screen: null, isLinked: false }
  #keeper: Keeper | undefined
  #why: string | undefined = 'OBS has not answered yet'

  constructor(ports: LinkPorts) {
    this.#ports = ports
  }

  /** One sentence while OBS is not there. */
  get why() {
    return this.#why
  }

  get missing() {
    return this.#keeper?.missing ?? []
  }

  show(shown: Shown) {
    this.#shown = shown
    if (shown.screen && shown.isLinked) this.#ports.onAir.desk(shown.screen.onAir)
    this.#want()
  }

  /** While the log is not heard OBS stays as it is: nobody knows better. */
  #want() {
    const { screen, isLinked } = this.#shown
    if (screen && isLinked) this.#keeper?.want(wantedOf(this.#ports.map, screen))
  }

  /** Resolves when `signal` is aborted, and never before. */
  async follow(signal: AbortSignal) {
    let pause = FIRST_WAIT_MS
    while (!signal.aborted) {
      const error = await this.#connected(signal, () => {
        pause = FIRST_WAIT_MS
      }).catch((failed: Error) => failed)
      if (signal.aborted) return
      this.#down(error)
      await wait(
        error instanceof WrongPassword ? PASSWORD_WAIT_MS : pause * (0.5 + Math.random() / 2),
        signal,
      )
      pause = Math.min(pause * 2, LONGEST_WAIT_MS)
    }
  }

  #down({ message }: Error) {
    if (message !== this.#why) this.#ports.log.warn(message)
    this.#why = message
  }

  /** From when OBS lets us in until it is over. */
  async #connected(signal: AbortSignal, onUp: () => void): Promise<Error> {
    const connection = await this.#ports.connect()
    const { call, ended, close } = connection
    const { log, onSet, onMissing } = this.#ports
    const keeper = new Keeper({ call, log, onSet, onMissing })
    const end = () => void close()
    signal.addEventListener('abort', end)
    onUp()
    this.#up(keeper, connection)
    const checks = setInterval(() => keeper.recheck(), RECHECK_MS)
    const why = await ended
    clearInterval(checks)
    signal.removeEventListener('abort', end)
    keeper.stop()
    this.#keeper = undefined
    // An OBS that is gone streams nothing.
    this.#ports.onAir.streaming(false)
    return new Error(why)
  }

  #up(keeper: Keeper, { call, onStreaming, onOther }: Connection) {
    const { onAir, log } = this.#ports
    this.#why = undefined
    this.#keeper = keeper
    log.info('OBS is there')
    onStreaming((is) => onAir.streaming(is))
    onOther(() => keeper.recheck())
    void call('GetStreamStatus')
      .then(({ outputActive }) => onAir.streaming(outputActive === true))
      .catch(() => undefined)
    this.#want()
  }
}
