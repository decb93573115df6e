/** What the reducer looks at, and what it comes to. */
import type { Change, Turn } from '../log.ts'
import type { Profile } from '../profile.ts'
import type { Refusal } from '../refusal.ts'
import type { Intent, Request } from '../request.ts'
import type { State } from '../state.ts'

export type Moment = {
  state: State
  /** Accepted changes of the last hour, oldest first, at most 1 000: complete up to the head that `state` is. */
  recent: readonly Change[]
  request: Request
  /** Epoch milliseconds, never behind the head. */
  now: number
  /** What the change will have: the head's plus one. */
  generation: number
  profiles: readonly Profile[]
}

export type Reduced = { change: Change; state: State } | { refusal: Refusal }

/** What a permitted request does. */
export type Deed = {
  turns?: Turn[]
  label?: string
  limited?: boolean
  undoes?: number
  momentary?: NonNullable<Change['momentary']>
  /** The parts of the state it replaces, besides what it turns. */
  state?: Partial<State>
}

export type IntentOf<Kind extends Intent['kind']> = Extract<Intent, { kind: Kind }>
