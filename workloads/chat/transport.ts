/** Where lines come from and replies go: one chat room, whatever protocol carries it. */
import type { Who } from '../lounge/request.ts'

/** What somebody said. */
export type Line = {
  /** The platform's own, the same when it delivers a line twice. */
  readonly id: string
  /** Without `#`. */
  readonly channel: string
  readonly text: string
  /** When the platform took it, epoch milliseconds. */
  readonly at: number
  readonly who: Who
  /** Said by the account that the bot speaks as. */
  readonly self: boolean
  readonly roomId: string | undefined
  /** The room it was said in, where that can be another one: Twitch's shared chat. */
  readonly sourceRoomId: string | undefined
}

/** What a moderator took away: one line, all of one person, or everything. */
export type Clear =
  | { readonly of: 'line'; readonly id: string }
  | { readonly of: 'person'; readonly login: string }
  | { readonly of: 'room' }

/** `not-authorised`: the platform refuses the account, and only a person can change that. */
export type RoomState = {
  readonly is: 'joining' | 'joined' | 'away' | 'not-authorised'
  /** One sentence for people. */
  readonly why: string
  /** Since when, epoch milliseconds. */
  readonly since: number
  /** The account is a moderator here (or more), so the platform allows it more lines. */
  readonly trusted: boolean
}

/** The platform's word about something it did not do, e.g. `msg_duplicate`. */
export type Notice = { readonly code: string; readonly text: string }

export type Listener = {
  line(line: Line): void
  clear(clear: Clear): void
  state(state: RoomState): void
  notice(notice: Notice): void
}

export type Transport = {
  /** Tells what happens from now on, the present state at once. The returned function ends it. */
  listen(listener: Listener): () => void
  state(): RoomState
  /** One line, made safe and cut to what the platform takes. Rejects while the room is not joined. */
  say(text: string): Promise<void>
  /** Leaves for good. */
  close(): Promise<void>
}
