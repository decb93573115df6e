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
  /** The commit that an opening one builds on; absent where it begins the log. */
  follows: CommitId.optional(),
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

const lineOf = (id: string) => id.slice(0, id.lastIndexOf(':'))

/**
 * Walking down the log from `above`, a part of it: whether `commit` is the next part, as far as it is there. What is
 * not was cut off by a forced takeover: stranded.
 */
export const isBeneath = (commit: Commit, above: Commit) => {
  const top = above.kind === 'opening' ? (above.follows ?? '') : above.id
  return lineOf(commit.id) === lineOf(top) && commit.id <= top
}

/**
 * Reads a log newest first for the newest commit before which nothing is missing, i.e. on which a term may be built;
 * undefined where there is none. What replication has brought above a hole is not read on from there.
 */
export const newestWhole = async (newestFirst: AsyncIterable<Commit>): Promise<Commit | undefined> => {
  let top: Commit | undefined
  let above: Commit | undefined
  for await (const commit of newestFirst) {
    const place = placeOf(commit, above)
    if (place === 'aside') continue
    if (place === 'past a hole') top = commit
    above = commit
    if (above.first === 1) return top
  }
  return undefined
}

/** Where `commit`, read after `above`, is: right below it, in a line that `above` does not build on, or further down. */
const placeOf = (commit: Commit, above: Commit | undefined): 'below' | 'aside' | 'past a hole' => {
  if (!above) return 'past a hole'
  if (isBeneath(commit, above)) return commit.last === above.first - 1 ? 'below' : 'past a hole'
  const top = above.kind === 'opening' ? (above.follows ?? above.id) : above.id
  const isLower = commit.term.number < Number(/\d+/.exec(top)?.[0])
  return isLower ? 'past a hole' : 'aside'
}

/** What a node says it sent. A lease: past `at` + 15 s the pedal is away. */
export const Reported = z.object({
  environment: Environment,
  device: z.string(),
  term: z.int().min(0),
  /** Whom the node serves, where it is not this environment: a higher term, or this number under another name. */
  serves: Term.optional(),
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
