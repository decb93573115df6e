/** Where in the log a commit stands: what its id says, without the commit. */
import { CommitId, type Term } from '../lounge/log.ts'

/** Ordered by term number, then generation, then environment, as `inOrder` orders commits. */
export type Position = { term: Term; first: number }

/** The position that a commit id names, whether or not that commit exists; undefined if it is no commit id. */
export const tryPosition = (id: string | undefined): Position | undefined => {
  const parsed = CommitId.safeParse(id)
  if (!parsed.success) return undefined
  const [, term = '', first = ''] = parsed.data.split(':')
  return {
    term: { number: Number(term.slice(0, 4)), environment: term.slice(5) },
    first: Number(first),
  }
}

/** Whether `a` comes later in the log than `b`; everything comes after null, the empty log. */
export const isAfter = (a: Position, b: Position | null): boolean => {
  if (b === null) return true
  const steps = [
    a.term.number - b.term.number,
    a.first - b.first,
    a.term.environment > b.term.environment ? 1 : a.term.environment < b.term.environment ? -1 : 0,
  ]
  return (steps.find((step) => step !== 0) ?? 0) > 0
}
