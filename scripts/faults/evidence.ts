/** What the checker looks at: what others wrote down, as it is on disk and on the wire. It knows no code of the services. */

export type Turn = { device: string; control: string; from: number | null; to: number | null }

export type Change = {
  id: string
  generation: number
  at: number
  source: string
  who: { login: string; name: string }
  intent: { kind: string; [more: string]: unknown }
  turns: Turn[]
}

type Settings = Record<string, { value: number; generation: number; by: string }>

export type State = {
  devices: Record<string, Settings>
  desk: { lock: { by: string } | null; player: string; resync: number }
  presets: { name: string; values: Record<string, number> }[]
}

/** A document of the log. */
export type Commit = {
  id: string
  term: { number: number; environment: string }
  kind: 'opening' | 'changes' | 'closing'
  first: number
  last: number
  at: number
  changes: Change[]
  state: State
}

/** One line of what the pedal's end of the cable wrote down. `node`: a node process started. */
export type PedalEvent =
  | { at: number; kind: 'message'; bytes: number[]; cc: number; value: number }
  | { at: number; kind: 'plugged' | 'unplugged' | 'power' | 'node' }

/** A chat line as the room heard it; one that was delivered twice is here twice. */
export type Line = { at: number; id: string; login: string; text: string }

/** What somebody who follows the lounge believes. */
export type Belief = { generation: number; devices: Record<string, Settings> }

/** What the overlay shows. */
export type Screen = {
  generation: number
  isLinked: boolean
  pending: number
  player: string
  pedal: 'there' | 'no-port' | 'away'
}

/** Something that a follower was told at any time; `values` in one text, where it was told them. */
export type Told = {
  by: 'page' | 'overlay' | 'screen'
  generation: number
  values: string | undefined
}

export type Evidence = {
  device: string
  /** The CC number of each control, from the device's data sheet. */
  ccs: Readonly<Record<string, number>>
  commits: readonly Commit[]
  pedal: readonly PedalEvent[]
  lines: readonly Line[]
  /** What the bot said. */
  replies: readonly { at: number; text: string }[]
  reported: { generation: number; values: Record<string, number>; port: string | null } | undefined
  page: Belief | undefined
  overlay: Belief | undefined
  screen: Screen | undefined
  /** All that any of them was told since the beginning. */
  told: readonly Told[]
}

/** `rule`: which promise was broken. */
export type Violation = { rule: string; what: string }
