/** The head of the log and the changes before it that decisions are made from. Takes commits in log order only. */
import { type Change, type Commit, isBeneath } from '../lounge/log.ts'

/** How far the reducer may look back: cooldowns, undo, repeated ids. */
const RECENT_MS = 3_600_000
const RECENT_MAX = 1_000

export type Taken = 'taken' | 'known' | 'gap'

export class Head {
  #commit: Commit | null = null
  #recent: readonly Change[] = []
  /** Of the recent ones, and of some before them that are not cleared away yet. */
  readonly #byId = new Map<string, Change>()
  /** Another environment's opening of this very term number: neither may go on until the node decides. */
  #contested = false

  get commit() {
    return this.#commit
  }

  get contested() {
    return this.#contested
  }

  /** Oldest first. */
  get recent() {
    return this.#recent
  }

  get generation() {
    return this.#commit?.last ?? 0
  }

  find(id: string): Change | undefined {
    const change = this.#byId.get(id)
    const [oldest] = this.#recent
    return change && oldest && change.generation >= oldest.generation ? change : undefined
  }

  /** Starts again from a head and the commits that led to it, oldest first and without stranded ones. */
  load({ commits, contested }: ReadBack) {
    this.#commit = commits.at(-1) ?? null
    this.#recent = this.#trim(commits.flatMap(({ changes }) => changes))
    this.#index()
    this.#contested = contested
  }

  /**
   * `known`: nothing new (or stranded). `gap`: something before it is missing, or may have come late, as it may before
   * another environment's opening; load again.
   */
  take(commit: Commit): Taken {
    if (this.#commit && !this.#isNews(this.#commit, commit)) return 'known'
    if (commit.first > this.generation + 1 || (this.#commit && commit.kind === 'opening')) return 'gap'
    if (commit.term.number !== this.#commit?.term.number) this.#contested = false
    this.#commit = commit
    this.#add(commit)
    return 'taken'
  }

  #add({ first, changes }: Commit) {
    // A forced opening builds on an earlier generation: what lies past the fork is stranded, never in desired.
    const kept = this.#recent.filter(({ generation }) => generation < first)
    const isStranding = kept.length < this.#recent.length
    this.#recent = this.#trim([...kept, ...changes])
    if (isStranding || this.#byId.size > 2 * RECENT_MAX) this.#index()
    else for (const change of changes) this.#byId.set(change.id, change)
  }

  #isNews({ term, last }: Commit, commit: Commit): boolean {
    if (commit.term.number !== term.number) return commit.term.number > term.number
    const rival = commit.term.environment !== term.environment
    this.#contested ||= rival
    return !rival && commit.first > last
  }

  #index() {
    this.#byId.clear()
    for (const change of this.#recent) this.#byId.set(change.id, change)
  }

  #trim(changes: readonly Change[]) {
    const newest = this.#commit?.at ?? 0
    return changes.filter(({ at }) => at > newest - RECENT_MS).slice(-RECENT_MAX)
  }
}

/** Whether `held` (newest first) reaches as far back as anyone looks. */
const isEnough = (held: readonly Commit[]) => {
  const [newest] = held
  const oldest = held.at(-1)
  const changes = held.reduce((sum, commit) => sum + commit.changes.length, 0)
  return (
    newest !== undefined &&
    oldest !== undefined &&
    (changes >= RECENT_MAX || newest.at - oldest.at > RECENT_MS)
  )
}

type Before = (id: string | undefined) => Promise<Commit[]>

/** Everything that a commit builds on, newest first, as far as it is there. */
export async function* beneath(before: Before, commit: Commit) {
  let above = commit
  for await (const next of downFrom(before, commit.id)) {
    if (!isBeneath(next, above)) continue
    yield next
    above = next
  }
}

/** Every commit before an id, or from the newest, newest first. */
export async function* downFrom(before: Before, id?: string) {
  for (let page = await before(id); page.length > 0; page = await before(page.at(-1)?.id)) yield* page
}

/** What led to the head, oldest first, and whether another environment opened the head's term as well. */
export type ReadBack = { commits: readonly Commit[]; contested: boolean }

const isRival = (a: Commit, b: Commit | undefined) =>
  a.term.number === b?.term.number && a.term.environment !== b.term.environment

const continues = (held: readonly Commit[], commit: Commit) => {
  const above = held.at(-1)
  return !above || isBeneath(commit, above)
}

/** Reads back what `Head.load` needs: until an hour or a thousand changes are covered. */
export const readBack = async (before: Before, environment: string): Promise<ReadBack> => {
  const held: Commit[] = []
  let contested = false
  for await (const commit of downFrom(before)) {
    if (isEnough(held)) break
    const rivals = isRival(commit, held[0])
    contested ||= rivals
    // Of a contested term its own side is the one it would go on with.
    if (rivals && commit.term.environment === environment) held.length = 0
    if (continues(held, commit)) held.push(commit)
  }
  return { commits: held.reverse(), contested }
}
