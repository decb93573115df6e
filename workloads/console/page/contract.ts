/** What the console server tells the page: its setup, and the events that follow. Types only. */
import type { View } from '../../lounge/answer.ts'
import type { Change } from '../../lounge/log.ts'
import type { Profile, Role } from '../../lounge/profile.ts'

/** Somebody the page can speak as. */
export type Persona = { login: string; name: string; role: Role; mayUse: boolean }

export type Setup = {
  profiles: readonly Profile[]
  personas: readonly Persona[]
  /** The bot's login. */
  bot: string
  /** Without `#`. */
  channel: string
  /** Whether the fault switches may be used at all. */
  switches: boolean
  /** Whether the page was opened with its key. */
  keyed: boolean
  /** The Twitch channel that is played, if one is. */
  twitch: string | null
  /** Where any IRC client may join. */
  irc: string
}

/** One control change that went to the port. */
export type Sent = {
  at: number
  bytes: readonly number[]
  cc: number
  value: number
  says: string
  correlation?: string
}

export type Layer = {
  name: 'store' | 'data' | 'midi' | 'node' | 'port' | 'chat'
  state: 'up' | 'degraded' | 'down'
  using: string
  detail: string
  toUseReal?: string
  /** For a layer with a switch: how the switch stands. */
  switchedOn?: boolean
}

export type Switch = 'cable' | 'node' | 'store'

/** By CC number, what the pedal has received since it was powered. */
export type Received = Readonly<Record<number, number>>

/** The events of `GET /events`, by name. */
export type ServerEvent =
  | { event: 'view'; data: View }
  | { event: 'wire'; data: Sent }
  | { event: 'pedal'; data: { values: Received } }
  | { event: 'layers'; data: readonly Layer[] }
  | { event: 'log'; data: { changes: readonly Change[] } }
