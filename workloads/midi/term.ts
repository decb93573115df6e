/** Whose turn it is: who may write, and the commits that open and close a term. */
import { defaultValues } from '../lounge/knob.ts'
import { type Commit, commitId, type Term } from '../lounge/log.ts'
import type { Profile } from '../lounge/profile.ts'
import type { Refusal } from '../lounge/refusal.ts'
import { initialState, type State } from '../lounge/state.ts'
import type { Head } from './head.ts'

/** Whether this environment opens an empty log, and with what: every control's default, or nothing touched. */
export type Opens = 'default' | 'empty' | 'no'

/** The environment that serves the pedal, null while the log is empty or between terms. */
const liveEnvironment = ({ commit }: Head): string | null =>
  commit === null || commit.kind === 'closing' ? null : commit.term.environment

export type Standing = { term: Term } | { refusal: Extract<Refusal, { reason: 'standby' }> }

const isSame = (a: Term, b: Term) => a.number === b.number && a.environment === b.environment

/**
 * Whether this environment may write. `lock` is the highest term that the node is known to have served: it serves
 * nothing lower, and under a contested number nobody writes unless it serves this side.
 */
export const standing = (head: Head, environment: string, lock: Term | undefined): Standing => {
  const { commit } = head
  const live = liveEnvironment(head)
  if (commit && live === environment && !isLockedOut(head, commit.term, lock)) return { term: commit.term }
  const others = [commit?.kind === 'closing' ? commit.other : live, lock?.environment ?? null]
  return { refusal: { reason: 'standby', live: others.find((other) => other !== environment) ?? null } }
}

const isLockedOut = ({ contested }: Head, term: Term, lock: Term | undefined) =>
  lock === undefined ? contested : lock.number > term.number || (contested && !isSame(lock, term))

const openingState = (opens: Opens, profiles: readonly Profile[]): State => {
  const setting = (value: number) => ({ value, generation: 1, by: 'the lounge' })
  const settings = (profile: Profile) =>
    Object.fromEntries(Object.entries(defaultValues(profile)).map(([id, value]) => [id, setting(value)]))
  const devices = Object.fromEntries(profiles.map((profile) => [profile.id, settings(profile)]))
  return opens === 'default' ? { ...initialState, devices } : initialState
}

/** Who acts, when, in front of which head, and the highest term that the node is known to have served. */
export type Scene = { head: Commit | null; environment: string; at: number; lock?: Term | undefined }

const marker = (scene: Scene, term: Term, rest: Pick<Commit, 'kind' | 'other' | 'state'>): Commit => {
  const first = (scene.head?.last ?? 0) + 1
  return { id: commitId(term, first), term, first, last: first, at: scene.at, changes: [], ...rest }
}

/**
 * The number of this environment's next term. One that follows its own skips a number, which the other environment
 * may have taken unseen: so two of them never open the same.
 */
const numberAfter = (highest: Term | undefined, environment: string) =>
  (highest?.number ?? 0) + (highest?.environment === environment ? 2 : 1)

/** The first commit of the next term; of an empty log, with the state the environment is set to. */
export const opening = (scene: Scene, opens: Opens, profiles: readonly Profile[]): Commit => {
  const { head, environment, lock } = scene
  const highest = lock && lock.number > (head?.term.number ?? 0) ? lock : head?.term
  const term = { number: numberAfter(highest, environment), environment }
  const other = head?.term.environment ?? null
  const state = head?.state ?? openingState(opens, profiles)
  return { ...marker(scene, term, { kind: 'opening', other, state }), ...(head && { follows: head.id }) }
}

/** The last commit of the term that `head` is in: after it only `to` may open the next. */
export const closing = (scene: Scene & { head: Commit }, to: string): Commit =>
  marker(scene, scene.head.term, { kind: 'closing', other: to, state: scene.head.state })
