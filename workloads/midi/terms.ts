/** Opens and closes terms in the log itself. The operator's switch is here; the node has the last word. */
import { type Commit, newestWhole, type Term } from '../lounge/log.ts'
import type { Profile } from '../lounge/profile.ts'
import { beneath, downFrom, type Head } from './head.ts'
import type { Ledger } from './ledger.ts'
import { closing, type Opens, opening, standing } from './term.ts'

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
  /** The highest term that the node is known to have served. */
  lock: () => Term | undefined
  /** Resolves when decisions build on it. */
  took: (commit: Commit) => Promise<void>
  warn?: (sentence: string, cause?: unknown) => void
}

/** What came of a switch: the commit that did it, or a sentence why it was not done. */
export type Switched = { commit: Commit } | { refused: string }

/** What to append, or a sentence why nothing. */
type Build = () => Commit | string | Promise<Commit | string>

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export class Terms {
  readonly #parts: TermsParts
  #opening = false
  /** A commit before which nothing is missing, so that nobody looks again. */
  #whole: string | undefined

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
      // Another closing commit in our favour may have come while the last one was answered.
      this.consider()
    })
  }

  /** Hands the pedal to another environment. */
  async close(to: string): Promise<Switched> {
    const { head, environment } = this.#parts
    if (to === environment)
      return { refused: `${environment} cannot hand over to itself; name the other environment.` }
    return this.#write(() => {
      const { commit } = head
      const so = this.#standing()
      if ('refusal' in so || !commit)
        return `${environment} is not live, ${('refusal' in so && so.refusal.live) || 'nobody'} is; ask there.`
      return closing({ head: commit, environment, at: this.#parts.clock() }, to)
    })
  }

  /**
   * Takes the pedal without a closing commit, because the other side is dead. What it wrote since is stranded; so is
   * what came here without what was before it.
   */
  async force(): Promise<Switched> {
    const { environment, head, ledger } = this.#parts
    return this.#write(async () => {
      const whole = await newestWhole(downFrom(ledger.before))
      if ('term' in this.#standing()) return `${environment} is live already.`
      // An empty log is opened as it is.
      return this.#nextOpening(whole ?? head.commit)
    })
  }

  #standing() {
    const { head, environment, lock } = this.#parts
    return standing(head, environment, lock())
  }

  #nextOpening(on: Commit | null): Commit {
    const { environment, opens = 'no', profiles, clock } = this.#parts
    return opening({ head: on, environment, at: clock(), lock: this.#highest }, opens, profiles)
  }

  /** The highest term that anything here tells of. */
  get #highest(): Term | undefined {
    const { head, lock } = this.#parts
    const [served, known] = [lock(), head.commit?.term]
    return served && served.number > (known?.number ?? 0) ? served : known
  }

  async #open() {
    const { head } = this.#parts
    while (this.isOurTurn) {
      const { commit } = head
      if (await this.#isWhole(commit).catch(() => false)) {
        // Another closing commit may have come meanwhile, before which something is missing.
        const result = await this.#write(() =>
          head.commit === commit ? this.#nextOpening(commit) : 'It is not looked at yet.',
        )
        if ('commit' in result) return
      }
      await pause(RETRY_MS)
    }
  }

  /** Every commit before the closing one is here: replication may still be bringing some. */
  async #isWhole(commit: Commit | null): Promise<boolean> {
    if (!commit) return true
    let above = commit
    for await (const next of beneath(this.#parts.ledger.before, commit)) {
      if (above.id === this.#whole || next.last !== above.first - 1) break
      above = next
    }
    const isWhole = above.first === 1 || above.id === this.#whole
    if (isWhole) this.#whole = commit.id
    return isWhole
  }

  async #write(build: Build): Promise<Switched> {
    const until = this.#parts.clock() + PATIENCE_MS
    while (this.#parts.clock() < until) {
      const commit = await this.#tryBuild(build)
      if (typeof commit === 'string') return { refused: commit }
      if (commit && (await this.#append(commit))) return { commit }
      await pause(RETRY_MS)
    }
    return { refused: 'Whether the log took it within 2 s is not known: look who is live, and at data.' }
  }

  /** Undefined when the log could not be read. */
  async #tryBuild(build: Build) {
    try {
      return await build()
    } catch (cause) {
      this.#parts.warn?.('The term could not be written yet.', cause)
      return undefined
    }
  }

  /** Whether this very commit is in the log now. */
  async #append(commit: Commit): Promise<boolean> {
    const { ledger, took, warn } = this.#parts
    try {
      const result = await ledger.append(commit)
      const landed = result.appended ? [commit] : result.since
      for (const other of landed) await took(other)
      return landed.some(({ id, kind }) => id === commit.id && kind === commit.kind)
    } catch (cause) {
      warn?.('The term could not be written yet.', cause)
      return false
    }
  }
}
