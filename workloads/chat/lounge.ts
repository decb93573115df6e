/** What chat needs of the lounge: ask for a change, and see what is on. */
import type { Answer, View } from '../lounge/answer.ts'
import type { Refusal } from '../lounge/refusal.ts'
import type { Intent, Who } from '../lounge/request.ts'

export type Asked = {
  /** The same id is the same request, however often it is sent. */
  readonly id: string
  readonly intent: Intent
  /** Absent: chat asks for itself. */
  readonly who?: Who
}

/**
 * `unsure`: nobody has answered in time. It may or may not have been done.
 * `crowded`: its turn to be asked for did not come in time. Nothing has been done.
 */
export type Outcome = Answer | Refusal | 'unsure' | 'crowded'

export type Lounge = {
  /** Never rejects. An aborted signal ends the trying. */
  ask(asked: Asked, signal: AbortSignal): Promise<Outcome>
  /** The newest known, undefined until there was one. */
  view(): View | undefined
  /** The view is what midi says now, not what it said before it went away. */
  isCurrent(): boolean
}
