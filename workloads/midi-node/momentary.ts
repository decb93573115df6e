/** Which raw control changes are still to be sent: each once, within 5 s, and none from before this node's start. */
import type { Desired } from '../lounge/answer.ts'
import type { Time } from '../lounge/state.ts'

const FRESH_MS = 5_000

type Raw = Desired['momentary'][number]

export class Momentaries {
  readonly #startedAt: Time
  readonly #seen = new Map<string, Time>()

  /** `startedAt`: this node's start, epoch milliseconds. */
  constructor(startedAt: Time) {
    this.#startedAt = startedAt
  }

  /** Those of `raws` that are to be sent now; asking again gives none of them. */
  take(raws: readonly Raw[], now: Time): Raw[] {
    for (const [key, at] of this.#seen) if (now - at > FRESH_MS) this.#seen.delete(key)
    const fresh = raws.filter((raw) => this.#isFresh(raw, now))
    for (const raw of fresh) this.#seen.set(keyOf(raw), raw.at)
    return fresh
  }

  #isFresh(raw: Raw, now: Time) {
    return raw.at >= this.#startedAt && now - raw.at <= FRESH_MS && !this.#seen.has(keyOf(raw))
  }
}

/** A generation alone may return under another term. */
const keyOf = ({ generation, at, cc, value }: Raw) => `${generation}:${at}:${cc}:${value}`
