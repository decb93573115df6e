/** What people see of the lounge: what the pedal was sent, what still waits, and who did it. Whole each time. */
import type { Time } from '../state.ts'

/** Where a knob stands. `at` is its travel from 0 to 1, `text` a named position or a level 0–10. */
export type Reading = { at: number; text: string }

/** The knobs that are shown, in their order. */
export const PLACES = ['predelay', 'time', 'dial1', 'dial2'] as const
export type Place = (typeof PLACES)[number]

export type ShownKnob = {
  place: Place
  /** What it is in the engine in use, e.g. "Hall Size". */
  label: string
  /** What the pedal was sent, null while nobody knows. */
  sent: Reading | null
  /** What it is to become, null where that is what was sent. */
  want: Reading | null
  /** Who asked for what is desired. */
  by: string | null
}

export type ShownEngine = { id: string; name: string }

export type Pedal = 'there' | 'no-port' | 'away'

/** What somebody did last. */
export type Deed = {
  generation: number
  who: string
  /** "time", "undid time", "locked the desk". */
  what: string
  /** What it was turned to, null where there is nothing to say. */
  to: string | null
  isUndo: boolean
  isPending: boolean
  /** The knobs and the engine that it moved. */
  moved: readonly (Place | 'engine')[]
}

export type Card = { topic: string; text: string; engine: string | null }

/** One thing that a viewer may say, and what it turns. */
export type Hint = { say: string; does: string }

export type Screen = {
  generation: number
  /** When the newest commit was made, null for an empty log. */
  at: Time | null
  /** Where the pedal is served, null between terms. */
  environment: string | null
  device: string
  pedal: Pedal
  /** The unit that is heard and shown, e.g. "Reverb A". */
  unit: string
  engine: { sent: ShownEngine | null; want: ShownEngine | null; by: string | null }
  /** The engine that sounds beside it, where both units do. */
  beside: string | null
  knobs: readonly ShownKnob[]
  /** The preset whose every value was sent. */
  preset: string | null
  player: string
  lock: { by: string; until: Time | null } | null
  /** Null until obs has said. */
  onAir: boolean | null
  card: Card | null
  deed: Deed | null
  /** How many settings wait to be sent. */
  pending: number
  /** How far what is reported lags behind, in milliseconds; null while that is nothing to speak of. */
  lag: number | null
  hints: readonly Hint[]
}
