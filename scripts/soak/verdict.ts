/** What an hour must not show: memory, handles or timers that grow, and a log that grows by more than its changes. */
import { grown, type Size } from './growth.ts'
import type { Kind, Series } from './sample.ts'
import { type Look, least, median, slopeOf } from './slope.ts'

/** More than so much an hour, for certain more than nothing, is a leak. MiB for memory, else a count. */
export const BOUNDS: Readonly<Record<Kind, number>> = { rss: 8, heap: 1, handles: 2, timers: 2 }

/** The second half of the log may take so many times the bytes a change that the first took. */
const HALVES = 1.1
/** The file may be so many times what is computed: pages of the tree are never quite full. */
const SLACK = 1.15
/** The journal is written from its beginning again every 4 MiB; a reader may hold that up for a moment. */
const JOURNAL_BYTES = 16 * 1_024 * 1_024

export type Row = {
  readonly name: string
  readonly kind: Kind
  readonly first: number
  readonly last: number
  readonly perHour: number
  readonly give: number
  readonly leaks: boolean
}

const rowOf = ([key, looks]: [string, readonly Look[]]): Row => {
  const [name = '', kind = 'rss'] = key.split(' ') as [string, Kind]
  // A request on its way holds a socket and a timer, and a busy machine has more of them: what leaks is always there.
  const { perHour, give } = slopeOf(looks, kind === 'rss' || kind === 'heap' ? median : least)
  const values = { first: looks[0]?.[1] ?? 0, last: looks.at(-1)?.[1] ?? 0 }
  return { name, kind, ...values, perHour, give, leaks: perHour > BOUNDS[kind] && perHour > give }
}

/** A row for each process and kind, of what was seen from `fromSecond` on. */
export const rowsOf = (series: Series, fromSecond: number): Row[] =>
  [...series].map(([key, looks]) => rowOf([key, looks.filter(([second]) => second >= fromSecond)]))

/** Sentences about a log that grew as it should not. */
export const logFaults = ([start, middle, end]: readonly [Size, Size, Size]): string[] => {
  const [first, second, all] = [grown(start, middle), grown(middle, end), grown(start, end)]
  const faults: string[] = []
  if (all.changes === 0) faults.push('nothing was accepted, so nothing is proven')
  if (second.documentPerChange > HALVES * first.documentPerChange)
    faults.push('a change of the second half takes more bytes than one of the first')
  if (end.fileBytes > SLACK * end.computedBytes) faults.push('the file is larger than its rows make it')
  if (end.journalBytes > JOURNAL_BYTES) faults.push('the journal is never begun anew')
  return faults
}
