/** What midi answers to an accepted request: durable always, applied or pending by what the node has reported. */
import { z } from 'zod'
import { Change, Environment, Reported, Term } from './log.ts'
import { Value } from './profile.ts'
import { State, Time, Values } from './state.ts'

/**
 * `applied`: the node reports a generation at or past it. `replaced`: it did, but another's newer value went out
 * instead. `pending`: durable, and it will follow. A change of the desk alone is applied at once.
 */
export const Answer = z.object({
  outcome: z.enum(['applied', 'replaced', 'pending']),
  change: Change,
  /** Who replaced it, by what the overlay calls it: "time 9 by Ana". Only when `replaced`. */
  replacedBy: z.object({ by: z.string(), value: Value }).optional(),
})
export type Answer = z.infer<typeof Answer>

/** What chat, console and overlay follow: one lounge as one environment sees it. */
export const View = z.object({
  environment: Environment,
  /** The open term, null while nobody has opened the log. */
  term: Term.nullable(),
  /** Whether this environment serves the pedal. */
  live: z.boolean(),
  /** It is this environment's turn to open a term: in a moment it is live, and who asks waits for that. Absent: no. */
  opening: z.boolean().optional(),
  generation: z.int().min(0),
  state: State,
  reported: z.array(Reported),
  at: Time,
})
export type View = z.infer<typeof View>

/** What a node is to make true. `momentary` are the raw CCs of the last 5 s, newest last. */
export const Desired = z.object({
  device: z.string(),
  term: Term.nullable(),
  generation: z.int().min(0),
  /** The environment whose stream this is serves the pedal; when false nothing may be sent. */
  live: z.boolean(),
  values: Values,
  resync: z.int().min(0),
  momentary: z.array(z.object({ generation: z.int(), cc: Value, value: Value, at: Time })),
  /** Correlation ids of the changes since the last event, for the node's log. */
  correlations: z.array(z.string()),
})
export type Desired = z.infer<typeof Desired>
