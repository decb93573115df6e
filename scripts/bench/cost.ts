/** What one line costs: writes and calls before its byte and reports after, counted in every process; the store's time apart. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Bench } from './bench.ts'
import { type Contender, countedLounges, ownProcesses } from './contenders.ts'
import { Crowd } from './crowd.ts'
import { withAll } from './latency.ts'
import { spread } from './stats.ts'
import { atMost, type Row } from './table.ts'
import type { Note } from './wire.ts'

const LINES = 40
/** Longer than it takes to report, shorter than the renewal of the lease: what is counted is the line's. */
const PAUSE_MS = 400

/** Waits for news, on a stream of ours or CouchDB's longpoll, or reads in the log what was new: beside the line's way. */
const isFollowing = ({ path = '' }: Note) => /\/events|\/desired|\/_changes|\/_view\/order/.test(path)
const isCall = (note: Note) => note.kind === 'call' && !isFollowing(note)
const isInsert = ({ kind, isDurable, table }: Note) =>
  kind === 'write' && isDurable === true && table === 'commits'
const isPut = ({ path = '' }: Note) => path.includes('/commit%3A')
/** CouchDB has a commit on the disk before it answers, and so has SQLite as data uses it. */
const isDurable = (note: Note) => isInsert(note) || (note.kind === 'call' && isPut(note))
const isReport = ({ kind, by, path = '' }: Note) =>
  kind === 'call' && by === 'midi-node' && path.includes('/reported')
const isReportWrite = ({ kind, path = '', table }: Note) =>
  (kind === 'call' && path.includes('/reported%3A')) || (kind === 'write' && table === 'reported')
/** A durable write that is over, and how long it took. */
const isStored = (note: Note) => isInsert(note) || (note.kind === 'answered' && isPut(note))

/** Of the last line, from what was noted since it was said. */
const costOf = (crowd: Crowd, notes: readonly Note[]) => {
  const said = crowd.said.at(-1)
  const byte = crowd.messages.at(-1)?.steady ?? Number.POSITIVE_INFINITY
  const before = notes.filter(({ steady }) => steady <= byte)
  return {
    writes: before.filter(isDurable).length,
    calls: before.filter(isCall).length,
    reports: notes.filter(isReport).length,
    reportWrites: notes.filter(isReportWrite).length,
    ms: byte - (said?.steady ?? 0),
    storeMs: notes.find(isStored)?.ms ?? 0,
  }
}

const costs = async (contender: Contender) => {
  const { wire } = contender
  const crowd = new Crowd(contender)
  const found: ReturnType<typeof costOf>[] = []
  for (let line = 0; line < LINES; line += 1) {
    const first = wire.notes.length
    crowd.say()
    await delay(PAUSE_MS)
    wire.read()
    found.push(costOf(crowd, wire.notes.slice(first)))
  }
  // The first finds nothing warm: tokens, connections, code.
  return found.slice(LINES / 4)
}

/** Where nothing at all was counted, nobody was listening. */
const counted = (what: string, counts: readonly number[], [least, most]: readonly [number, number]): Row => {
  const row = { what, ours: spread(counts), ...atMost(most, counts) }
  return { ...row, isMet: row.isMet && counts.every((count) => count >= least) }
}

const rowsOf = async (contender: Contender): Promise<Row[]> => {
  const { name } = contender
  const found = await costs(contender)
  // In one process nobody calls anybody.
  const some = contender.metrics === undefined ? 0 : 1
  const of = (key: keyof (typeof found)[number]) => found.map((cost) => cost[key])
  const ownMs = found.map(({ ms, storeMs }) => ms - storeMs)
  return [
    counted(`${name}: durable writes before the byte`, of('writes'), [1, 1]),
    counted(`${name}: HTTP calls before the byte`, of('calls'), [some, 3]),
    counted(`${name}: reports of the node after it`, of('reports'), [some, 1]),
    counted(`${name}: writes of reports`, of('reportWrites'), [0, 1]),
    {
      what: `${name}: line to byte, ms`,
      ours: spread(of('ms')),
      beside: `${spread(of('storeMs'))} of it in the store`,
      ratio: `${spread(ownMs)} without`,
    },
  ]
}

export const cost: Bench = () =>
  withAll(
    [...countedLounges, () => ownProcesses({ isCounted: true, store: 'couch' })],
    async (contenders) => {
      const rows: Row[] = []
      for (const contender of contenders) rows.push(...(await rowsOf(contender)))
      return { title: 'what one line costs, counted', rows }
    },
  )
