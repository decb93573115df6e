/** Opens and closes terms in the log itself. The operator's switch is here; the node has the last word. */
import type { Commit } from '../lounge/log.ts'
import type { Profile } from '../lounge/profile.ts'
import type { Head } from './head.ts'
import type { Ledger } from './ledger.ts'
import { closing, liveEnvironment, type Opens, opening } from './term.ts'

/** How long a switch tries before it says that the log did not take it, and how long between tries (ms). */
const PATIENCE_MS = 2_000
const RETRY_MS = 50

export type TermsParts = {
  head: Head
  ledger: Pick<Ledger, 'append' | 'before'>
  environment: string
  profiles: readonly Profile[]
  clock: () => number
  opens?: Opens
  took: (commit: Commit) => void
  warn?: (sentence: string, cause?: unknown) => void
}

/** What came of a switch: the commit that did it, or a sentence why it was not done. */
export type Switched = { commit: Commit } | { refused: string }

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export class Terms {
  readonly #parts: TermsParts
  #opening = false

  constructor(parts: TermsParts) {
    this.#parts = parts
  }

  /** The log waits for our opening: nobody else can write, and we can in a moment. */
  get isOurTurn(): boolean {
    const { head, opens = 'no', environment } = this.#parts
    if (head.commit === null) return opens !== 'no'
    return head.commit.kind === 'closing' && head.commit.other === environment
  }

  /** Opens when it is our turn: the log is empty and we are to open it, or it was closed in our favour. */
  consider() {
    if (this.#opening || !this.isOurTurn) return
    this.#opening = true
    void this.#open().finally(() => {
      this.#opening = false
    })
  }

  /** Hands the pedal to another environment. */
  async close(to: string): Promise<Switched> {
    const { head, environment } = this.#parts
    if (to === environment)
      return { refused: `${environment} cannot hand over to itself; name the other environment.` }
    const build = () => {
      const { commit } = head
      const live = liveEnvironment(head)
      if (live !== environment || !commit)
        return `${environment} is not live, ${live ?? 'nobody'} is; ask there.`
      return closing({ head: commit, environment, at: this.#parts.clock() }, to)
    }
    return this.#write(build)
  }

  /** Takes the pedal without a closing commit, because the other side is dead. What it wrote since is stranded. */
  async force(): Promise<Switched> {
    const { head, environment } = this.#parts
    const build = () =>
      liveEnvironment(head) === environment ? `${environment} is live already.` : this.#nextOpening()
    return this.#write(build)
  }

  #nextOpening(): Commit {
    const { head, environment, opens = 'no', profiles, clock } = this.#parts
    return opening({ head: head.commit, environment, at: clock() }, opens, profiles)
  }

  async #open() {
    while (this.isOurTurn) {
      if (await this.#isWhole().catch(() => false)) {
        const result = await this.#write(() => (this.isOurTurn ? this.#nextOpening() : 'It is not our turn.'))
        if ('commit' in result) return
      }
      await pause(RETRY_MS)
    }
  }

  /** Every commit of the term that was closed is here: replication may still be bringing some. */
  async #isWhole(): Promise<boolean> {
    const { commit } = this.#parts.head
    if (!commit) return true
    let oldest: Commit = commit
    // One page at a time: a term may have been open for months.
    while (oldest.kind !== 'opening') {
      const below = await this.#parts.ledger.before(oldest.id)
      const term = below.filter(({ term: { number } }) => number === commit.term.number)
      const meets = (other: Commit, index: number) => other.last + 1 === (term[index - 1] ?? oldest).first
      if (term.length === 0 || !term.every(meets)) return false
      oldest = term.at(-1) ?? commit
    }
    return true
  }

  async #write(build: () => Commit | string): Promise<Switched> {
    const until = this.#parts.clock() + PATIENCE_MS
    while (this.#parts.clock() < until) {
      const commit = build()
      if (typeof commit === 'string') return { refused: commit }
      if (await this.#append(commit)) return { commit }
      await pause(RETRY_MS)
    }
    return { refused: 'The log did not take it within 2 s; look at data and try again.' }
  }

  /** Whether this very commit is in the log now. */
  async #append(commit: Commit): Promise<boolean> {
    const { ledger, took, warn } = this.#parts
    try {
      const result = await ledger.append(commit)
      const landed = result.appended ? [commit] : result.since
      for (const other of landed) took(other)
      return landed.some(({ id, kind }) => id === commit.id && kind === commit.kind)
    } catch (cause) {
      warn?.('The term could not be written yet.', cause)
      return false
    }
  }
}
