/** The log: changes, the commits that carry them with the whole state after them, and their keys. */
import { z } from 'zod'
import { Value } from './profile.ts'
import { Intent, Who } from './request.ts'
import { State, Time, Values } from './state.ts'

/** One control of one device, from → to; null is "untouched", never sent. */
export const Turn = z.object({
  device: z.string(),
  control: z.string(),
  from: Value.nullable(),
  to: Value.nullable(),
})
export type Turn = z.infer<typeof Turn>

/** An accepted request: what it moved and the words that an honest reply needs. */
export const Change = z.object({
  id: z.string(),
  generation: z.int().min(1),
  correlation: z.string(),
  source: z.string(),
  who: Who,
  at: Time,
  intent: Intent,
  /** The first is what was asked; the rest is what hangs on it. Empty for changes of the desk. */
  turns: z.array(Turn),
  /** What it is called where it was done, e.g. "Hall Size" for dial 2; a preset's name; a player's tag. */
  label: z.string(),
  /** A viewer asked for more than the limit and got the limit. */
  limited: z.boolean(),
  /** The generation it undoes. */
  undoes: z.int().optional(),
  /** A raw CC that no control knows: sent once if a node gets it within 5 s, never re-applied. */
  momentary: z.object({ device: z.string(), cc: Value, value: Value }).optional(),
})
export type Change = z.infer<typeof Change>

export const Environment = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/)
export const Term = z.object({ number: z.int().min(1).max(9999), environment: Environment })
export type Term = z.infer<typeof Term>

/** `commit:0003-home:000000000042` — term, environment, first generation; sorts as the log is read. */
export const CommitId = z.string().regex(/^commit:\d{4}-[a-z][a-z0-9-]{0,30}:\d{12}$/)

export const Commit = z.object({
  id: CommitId,
  term: Term,
  /** An opening or closing commit starts or ends a term; it carries no change but takes a generation. */
  kind: z.enum(['opening', 'changes', 'closing']),
  /** Generations first…last, without gaps. */
  first: z.int().min(1),
  last: z.int().min(1),
  at: Time,
  changes: z.array(Change).max(64),
  /** Whom a closing commit hands the pedal to; whom an opening one took it from. */
  other: Environment.nullable(),
  /** Everything desired after these changes. */
  state: State,
})
export type Commit = z.infer<typeof Commit>

export const MAX_CHANGES = 64

export const commitId = ({ number, environment }: Term, first: number) =>
  `commit:${String(number).padStart(4, '0')}-${environment}:${String(first).padStart(12, '0')}`

/** Log order: by term number, then generation, then environment (a fork), whatever the environments are called. */
export const inOrder = (a: Commit, b: Commit) =>
  a.term.number - b.term.number || a.first - b.first || a.term.environment.localeCompare(b.term.environment)

/** What a node says it sent. A lease: past `at` + 15 s the pedal is away. */
export const Reported = z.object({
  environment: Environment,
  device: z.string(),
  term: z.int().min(0),
  /** Everything up to and including this generation has been sent or overtaken. */
  generation: z.int().min(0),
  values: Values,
  /** The port's own name, or null: no port. */
  port: z.string().nullable(),
  /** When this port was opened (or lost). */
  since: Time,
  /** When the report was taken. */
  at: Time,
})
export type Reported = z.infer<typeof Reported>

export const LEASE_MS = 15_000
/** A node that has nothing new to say reports again after this long: a third of the lease. */
export const RENEW_MS = 5_000

/** A port is there and its node has spoken within the lease. */
export const isThere = (reported: Reported | undefined, now: Time) =>
  reported !== undefined && reported.port !== null && now - reported.at <= LEASE_MS
