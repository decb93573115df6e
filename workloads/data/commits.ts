/** What may join the log, what its writers missed when it may not, and the changes it holds. */
import { type Change, Commit, commitId, isBeneath, newestWhole } from '../lounge/log.ts'
import { Problem } from '../service/problem.ts'
import type { Position } from './position.ts'
import type { Store } from './store.ts'

type Reader = Pick<Store, 'after' | 'before'>

/** Commits of a lost race that are sent back at once; a writer further behind asks again. */
const SINCE_MAX = 100
/** Two environments' commits of 64 changes fill no more generations than this. */
const RIVALS_MAX = 130
const PAGE = 100

/** A commit that is true to itself: its id, its span and its changes' generations follow from each other. */
export const PostedCommit = Commit.superRefine((commit, context) => {
  const { id, term, kind, first, last, changes } = commit
  const fault = (path: PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path, message, input: commit })
  const end = first + Math.max(1, changes.length) - 1
  if (id !== commitId(term, first)) fault(['id'], `must be ${commitId(term, first)}`)
  if (last !== end) fault(['last'], `must be ${end}: it ends with its last change`)
  if ((kind === 'changes') !== changes.length > 0)
    fault(['changes'], `must ${kind === 'changes' ? 'hold at least one' : `be empty in an ${kind} commit`}`)
  for (const [index, { generation }] of changes.entries())
    if (generation !== first + index)
      fault(['changes', index, 'generation'], `must be ${first + index}: generations have no gaps`)
})

/** Whether it is the next of its own term although another environment opened the same one: the node decides later. */
const continuesRival = async (store: Reader, { term, first }: Commit) => {
  const before = await store.before({ term: { ...term, environment: '' }, first }, RIVALS_MAX)
  return before.some(
    (commit) =>
      commit.last === first - 1 &&
      commit.term.number === term.number &&
      commit.term.environment === term.environment,
  )
}

/** Whether an opening builds on the newest that is whole, as it must where replication has left a hole below the newest. */
const avoidsHole = async (store: Reader, { follows, first }: Commit) => {
  const whole = await newestWhole(downward(store))
  return whole?.id === follows && whole?.last === first - 1
}

const continues = async (store: Reader, commit: Commit) => {
  const [newest] = await store.before(null, 1)
  if (!newest) return commit.first === 1
  const ahead = commit.term.number - newest.term.number
  if (ahead < 0) return false
  if (commit.follows !== undefined && commit.follows !== newest.id)
    return ahead > 0 && avoidsHole(store, commit)
  if (ahead > 0 || commit.term.environment === newest.term.environment)
    return commit.first === newest.last + 1
  return continuesRival(store, commit)
}

/** Ascending: of earlier terms, from a generation on. Seldom any, so one look comes first. */
const endOfEarlierTerms = async (store: Reader, start: Position, first: number) => {
  const [newest] = await store.before(start, 1)
  if (!newest || newest.first < first) return []
  const page = await store.before(start, SINCE_MAX)
  return page.filter((commit) => commit.first >= first).reverse()
}

/** Ascending: what a writer that wanted to append here has not seen, from its first generation on or in later terms. */
const commitsSince = async (store: Reader, { term, first }: Position): Promise<Commit[]> => {
  const start = { number: term.number, environment: '' }
  const missed = await endOfEarlierTerms(store, { term: start, first: 0 }, first)
  const later = await store.after({ term: start, first }, SINCE_MAX)
  return [...missed, ...later].slice(0, SINCE_MAX)
}

const stale = async (store: Reader, commit: Commit) => {
  const since = await commitsSince(store, commit)
  const [newest] = await store.before(null, 1)
  const next = newest ? `ends at generation ${newest.last} in term ${newest.term.number}` : 'is empty'
  const detail = `the log ${next}, so a commit of generation ${commit.first} in term ${commit.term.number} does not continue it; build on the commits in "since"`
  return new Problem(409, detail, { type: 'stale', more: { since } })
}

const follows = ({ term, first }: Commit, { term: before, last }: Pick<Commit, 'term' | 'last'>) =>
  first === last + 1 && term.number === before.number && term.environment === before.environment

/**
 * Durable when it resolves; a commit that does not continue the log, or came second, is a 409 with what came first.
 * What follows the newest that was appended here need not be looked up: another that came first has its id.
 */
export const appendTo = (store: Store) => {
  let newest: Pick<Commit, 'term' | 'last'> | undefined
  return async function append(commit: Commit): Promise<void> {
    const mayFollow = (newest && follows(commit, newest)) || (await continues(store, commit))
    if (!mayFollow || (await store.append(commit)) !== 'appended') throw await stale(store, commit)
    newest = { term: commit.term, last: commit.last }
  }
}

/** Every commit, newest first. */
async function* downward(store: Reader) {
  for (let page = await store.before(null, PAGE); page.length > 0; ) {
    yield* page
    page = await store.before(page.at(-1) ?? null, PAGE)
  }
}

/** Every commit, newest first, and whether it was cut off by a forced takeover: its generations were given out again. */
async function* walk(store: Reader) {
  let above: Commit | undefined
  for await (const commit of downward(store)) {
    const isStranded = above !== undefined && !isBeneath(commit, above)
    if (!isStranded) above = commit
    yield { commit, isStranded }
  }
}

/** Newest first, without what is stranded. */
async function* changesBelow(store: Reader, generation: number) {
  for await (const { commit, isStranded } of walk(store))
    if (!isStranded && commit.first < generation)
      yield* commit.changes.filter((change) => change.generation < generation).reverse()
}

/** Newest first: what was accepted and then cut off by a forced takeover. It is kept, and never desired. */
export const stranded = async (store: Reader): Promise<Change[]> => {
  const changes: Change[] = []
  for await (const { commit, isStranded } of walk(store))
    if (isStranded) changes.push(...commit.changes.toReversed())
  return changes
}

/** At most `limit` changes, newest first; `next` is the `before` of the page that follows, null after the first change. */
export const history = async (store: Reader, before = Number.MAX_SAFE_INTEGER, limit = PAGE) => {
  const changes: Change[] = []
  for await (const change of changesBelow(store, before)) {
    if (changes.length === limit) return { changes, next: changes.at(-1)?.generation ?? null }
    changes.push(change)
  }
  return { changes, next: null }
}
