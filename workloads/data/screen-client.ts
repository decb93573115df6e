/** How other services follow what people are to see: data's events, folded into one screen after another. */
import type { Change } from '../lounge/log.ts'
import type { Profile } from '../lounge/profile.ts'
import type { Screen } from '../lounge/screen/screen.ts'
import { ScreenTracker } from '../lounge/screen/tracker.ts'
import { type DataClient, followData } from './client.ts'

/** `screen` is null until data has said where things stand; `isLinked` is whether it is heard now. */
export type Shown = { screen: Screen | null; isLinked: boolean }

type Options = {
  client: DataClient
  profile: Profile
  /** Epoch milliseconds. */
  clock: () => number
  signal: AbortSignal
  /** Told at first and whenever it is another; each is the whole of it. */
  show: (shown: Shown) => void
  /** Told why data is not heard, and when the last changes could not be read. */
  warn: (why: string) => void
}

/** As many changes back as the last one that is shown is looked for. */
const LOOK_BACK = 50
/** Node's timers hold no more, in milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1

class Follower {
  readonly #options: Options
  readonly #tracker: ScreenTracker
  #isLinked = false
  #told = ''
  #timer: NodeJS.Timeout | undefined

  constructor(options: Options) {
    this.#options = options
    this.#tracker = new ScreenTracker(options.profile)
  }

  async follow() {
    const { client, clock, signal } = this.#options
    const tracker = this.#tracker
    this.#look()
    await followData({
      client,
      signal,
      snapshot: (head, reported) => {
        tracker.snapshot(head, reported)
        this.#look()
        void this.#lookBack()
      },
      commit: (commit) => {
        tracker.commit(commit)
        this.#look()
      },
      reported: (reported) => {
        tracker.reported(reported, clock())
        this.#look()
      },
      state: (isUp, why) => this.#linked(isUp, why),
    })
    clearTimeout(this.#timer)
  }

  #linked(isUp: boolean, why = '') {
    this.#isLinked = isUp
    if (isUp) this.#tracker.connected()
    else this.#options.warn(why)
    this.#look()
  }

  /** The head's own changes may be none that is shown. */
  async #lookBack() {
    const query = { limit: String(LOOK_BACK) }
    const answer = await this.#options.client.v1.history.$get({ query }).catch(() => undefined)
    if (answer?.ok !== true) return this.#options.warn('the last changes could not be read')
    const { changes } = (await answer.json()) as { changes: Change[] }
    this.#tracker.changes(changes)
    this.#look()
  }

  /** Tells what is shown now, if that is another, and looks again when it changes by itself. */
  #look() {
    const { clock, show, signal } = this.#options
    clearTimeout(this.#timer)
    if (signal.aborted) return
    const now = clock()
    const shown = { screen: this.#tracker.screen(now) ?? null, isLinked: this.#isLinked }
    const text = JSON.stringify(shown)
    if (text !== this.#told) show(shown)
    this.#told = text
    const turn = this.#tracker.nextTurn(now)
    if (turn !== undefined) this.#timer = setTimeout(() => this.#look(), Math.min(turn - now, LONGEST_WAIT))
  }
}

/** Resolves when `signal` is aborted, and never before. */
export const followScreen = (options: Options): Promise<void> => new Follower(options).follow()
