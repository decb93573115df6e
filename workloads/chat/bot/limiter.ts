/** Replies on their way out: paced below Twitch's limits, several in one line when they have to wait. */
import { unsaidWords } from '../../lounge/words/replies.ts'
import type { Clock } from '../clock.ts'
import { oneLine } from '../one-line.ts'
import type { Count } from './count.ts'
import { repeats } from './repeats.ts'
import { EVERYONE, slidingWindow, TRUSTED } from './window.ts'

export type Reply = {
  /** The line it answers and who said that, so that it can be taken back. */
  readonly line: string
  readonly login: string
  readonly text: string
}

/** Longest joined line, in code points; leaves room for what makes a repeat different. */
const MAX_JOINED = 450
const JOINT = ' · '
/** More is of no use to anyone by the time it is said. */
const MAX_WAITING = 400
const LATE_MS = 30_000
/** How long a line waits that the room did not take, unless it is joined again sooner. */
const RETRY_MS = 5_000

/** `unsaid`: it is no reply, and stands for so many that are not said any more. */
type Waiting = Reply & { readonly at: number; readonly unsaid?: number }
type Ports = { say: (text: string) => Promise<void>; clock: Clock; count: Count }

const letters = (text: string) => [...text].length

/** As many as fit into one line, at least one. */
const fitting = (waiting: readonly Waiting[]) => {
  let length = 0
  const tooLong = waiting.findIndex(({ text }, index) => {
    length += letters(text) + (index === 0 ? 0 : letters(JOINT))
    return index > 0 && length > MAX_JOINED
  })
  return tooLong === -1 ? waiting.length : tooLong
}

export class Limiter {
  readonly #ports: Ports
  readonly #window = slidingWindow()
  readonly #repeats = repeats()
  #waiting: Waiting[] = []
  /** Replies that were dropped and of which the room has not heard yet. */
  #unsaid = 0
  #isTrusted = false
  /** The room took the last line; while it does not, nothing else is tried. */
  #isOpen = true
  #isClosed = false
  #stopTimer = () => {}

  constructor(ports: Ports) {
    this.#ports = ports
  }

  add(reply: Reply) {
    const { clock } = this.#ports
    this.#waiting.push({ ...reply, text: oneLine(reply.text, MAX_JOINED), at: clock.steady() })
    if (this.#waiting.length > MAX_WAITING) this.#drop('reply-overflow', this.#waiting.splice(0, 1))
    this.#pump()
  }

  /** Takes back what has not been said yet. */
  cancel(isCancelled: (reply: Reply) => boolean) {
    const kept = this.#waiting.filter((reply) => !isCancelled(reply))
    for (let left = this.#waiting.length - kept.length; left > 0; left--) this.#ports.count('cancelled')
    this.#waiting = kept
  }

  /** The room is (again) there, and this is what the account may do in it. */
  joined(isTrusted: boolean) {
    this.#isTrusted = isTrusted
    this.#reopen()
  }

  close() {
    this.#isClosed = true
    this.#stopTimer()
    this.#waiting = []
  }

  #reopen() {
    this.#isOpen = true
    this.#pump()
  }

  #pump() {
    if (!this.#isOpen || this.#isClosed) return
    this.#stopTimer()
    this.#dropLate()
    const { clock } = this.#ports
    while (this.#waiting.length > 0 || this.#unsaid > 0) {
      const wait = this.#window.wait(clock.steady(), this.#isTrusted ? TRUSTED : EVERYONE)
      if (wait > 0) return this.#later(wait, () => this.#pump())
      this.#window.spend(clock.steady())
      void this.#say(this.#next())
    }
  }

  #later(ms: number, task: () => void) {
    this.#stopTimer = this.#ports.clock.after(ms, task)
  }

  #putBack(replies: Waiting[]) {
    if (this.#isClosed) return
    this.#isOpen = false
    this.#waiting.unshift(...replies)
    this.#stopTimer()
    this.#later(RETRY_MS, () => this.#reopen())
  }

  async #say(replies: Waiting[]) {
    const { say, clock, count } = this.#ports
    const text = replies.map((reply) => reply.text).join(JOINT)
    try {
      await say(this.#isTrusted ? text : this.#repeats.differing(text, clock.steady()))
      this.#repeats.said(text, clock.steady())
      count('said')
      for (const { unsaid } of replies) if (unsaid === undefined) count('reply')
    } catch {
      this.#putBack(replies)
    }
  }

  /** What goes into the next line; when nothing waits, how many will not be said. */
  #next(): Waiting[] {
    if (this.#waiting.length > 0) return this.#waiting.splice(0, fitting(this.#waiting))
    const unsaid = this.#unsaid
    this.#unsaid = 0
    return [{ line: '', login: '', text: unsaidWords(unsaid), at: this.#ports.clock.steady(), unsaid }]
  }

  #dropLate() {
    const now = this.#ports.clock.steady()
    // The oldest are the first.
    const inTime = this.#waiting.findIndex(({ at }) => now - at <= LATE_MS)
    this.#drop('reply-late', this.#waiting.splice(0, inTime === -1 ? this.#waiting.length : inTime))
  }

  #drop(why: 'reply-late' | 'reply-overflow', replies: readonly Waiting[]) {
    for (const { unsaid } of replies) {
      this.#unsaid += unsaid ?? 1
      if (unsaid === undefined) this.#ports.count(why)
    }
  }
}
