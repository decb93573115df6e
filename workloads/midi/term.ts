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
export const liveEnvironment = ({ commit }: Head): string | null =>
  commit === null || commit.kind === 'closing' ? null : commit.term.environment

/** Under a contested term nobody writes unless the node has served this side. */
export const standing = (
  head: Head,
  environment: string,
  serves: boolean,
): { term: Term } | { refusal: Refusal } => {
  const { commit } = head
  const live = liveEnvironment(head)
  if (commit && live === environment && (!head.contested || serves)) return { term: commit.term }
  const other = commit?.kind === 'closing' ? commit.other : live
  return { refusal: { reason: 'standby', live: other === environment ? null : other } }
}

const openingState = (opens: Opens, profiles: readonly Profile[]): State => {
  const setting = (value: number) => ({ value, generation: 1, by: 'the lounge' })
  const settings = (profile: Profile) =>
    Object.fromEntries(Object.entries(defaultValues(profile)).map(([id, value]) => [id, setting(value)]))
  const devices = Object.fromEntries(profiles.map((profile) => [profile.id, settings(profile)]))
  return opens === 'default' ? { ...initialState, devices } : initialState
}

/** Who acts, when, and in front of which head. */
export type Scene = { head: Commit | null; environment: string; at: number }

const marker = (scene: Scene, term: Term, rest: Pick<Commit, 'kind' | 'other' | 'state'>): Commit => {
  const first = (scene.head?.last ?? 0) + 1
  return { id: commitId(term, first), term, first, last: first, at: scene.at, changes: [], ...rest }
}

/** The first commit of the next term; of an empty log, with the state the environment is set to. */
export const opening = (scene: Scene, opens: Opens, profiles: readonly Profile[]): Commit => {
  const { head, environment } = scene
  const term = { number: (head?.term.number ?? 0) + 1, environment }
  const other = head?.term.environment ?? null
  return marker(scene, term, { kind: 'opening', other, state: head?.state ?? openingState(opens, profiles) })
}

/** The last commit of the term that `head` is in: after it only `to` may open the next. */
export const closing = (scene: Scene & { head: Commit }, to: string): Commit =>
  marker(scene, scene.head.term, { kind: 'closing', other: to, state: scene.head.state })
