/** Whether the lounge was at rest in time; what the machine kept its processes waiting is not its fault. */
import type { Violation } from '../evidence.ts'

/** How soon after a heal the last bytes are to be what is desired, in milliseconds. */
export const PROMISED_MS = 5_000

/** In milliseconds: from the heal until it was at rest, and what of it a busy machine explains at most. */
export type Rest = { settledMs: number; stolenMs: number }

export const late = ({ settledMs, stolenMs }: Rest): Violation[] =>
  settledMs <= PROMISED_MS + stolenMs
    ? []
    : [
        {
          rule: 'late',
          what: `at rest only after ${settledMs} ms, of which a busy machine explains ${stolenMs} ms`,
        },
      ]

/** For people to read. */
export const restWords = ({ settledMs, stolenMs }: Rest): string => {
  const isExcused = settledMs > PROMISED_MS && settledMs <= PROMISED_MS + stolenMs
  return `${settledMs} ms${isExcused ? ` (the machine was busy: its processes waited ${stolenMs} ms for a processor)` : ''}`
}
