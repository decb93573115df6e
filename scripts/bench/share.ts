/** Where a line's time goes under load: until it is durable, from there to its byte, and the processor time of each process. */
import { existsSync, readFileSync } from 'node:fs'
import { fromSqlite } from '../faults/documents.ts'
import type { Contender } from './contenders.ts'
import type { Way } from './crowd.ts'
import { Crowd } from './crowd.ts'
import { evenly } from './evenly.ts'
import { median, quantile, short, spread } from './stats.ts'
import type { Row } from './table.ts'
import type { Note } from './wire.ts'

/** A tick of the kernel's account of processes. */
const TICK_MS = 10
/** In `/proc/<pid>/stat` after the name: own and the kernel's time for it, in ticks. */
const USER = 11
const KERNEL = 12

const processorMs = (pid: number): number => {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return Number.NaN
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[USER]) + Number(fields[KERNEL])) * TICK_MS
}

const isDurable = ({ kind, table, isDurable }: Note) =>
  kind === 'write' && table === 'commits' && isDurable === true

/** When each change was on the disk: one process writes one commit after the other. */
const durableAt = async ({ log, wire }: Contender): Promise<ReadonlyMap<string, number>> => {
  const { commits } = await fromSqlite(log)(undefined)
  const writes = wire.notes.filter(isDurable)
  return new Map(
    commits.flatMap(({ changes }, index) =>
      changes.map(({ id }) => [id, writes[index]?.steady ?? Number.NaN] as const),
    ),
  )
}

/** Shares of a line's way, in milliseconds. */
const partsOf = (ways: readonly Way[], durable: ReadonlyMap<string, number>) =>
  ways.flatMap(({ id, said, byte }) => {
    const written = durable.get(id)
    return written === undefined || !Number.isFinite(byte)
      ? []
      : [{ before: written - said, after: byte - written, whole: byte - said }]
  })

const round = async (contender: Contender, rate: number) => {
  const { counted } = contender
  const crowd = new Crowd(contender)
  const used = counted.map(processorMs)
  await evenly(rate, 1_000, () => crowd.say())
  await crowd.settled()
  const spent = counted.map((pid, index) => processorMs(pid) - (used[index] ?? 0))
  return { parts: partsOf(crowd.ways(), await durableAt(contender)), spent }
}

type Result = Awaited<ReturnType<typeof round>>

/** As `ownProcesses` counts them. */
const NAMES = ['data', 'midi', 'midi-node', 'chat']

const processorWords = (results: readonly Result[], rate: number) => {
  const [{ spent } = { spent: [] }] = results
  return spent
    .map((_, index) => {
      const each = median(results.map((one) => one.spent[index] ?? Number.NaN)) / rate
      return `${spent.length === 1 ? 'all' : NAMES[index]} ${short(each)}`
    })
    .join(', ')
}

/** Of a contender that is counted, at so many lines a second. */
export const shareRows = async (contender: Contender, rate: number, rounds: number): Promise<Row[]> => {
  const results: Result[] = []
  for (let turn = 0; turn < rounds; turn += 1) results.push(await round(contender, rate))
  const of = (part: keyof Result['parts'][number]) =>
    results.map(({ parts }) =>
      quantile(
        parts.map((one) => one[part]),
        0.5,
      ),
    )
  const what = `${rate}/s, ${contender.name}`
  const shares = results.map(
    ({ parts }) =>
      quantile(
        parts.map(({ after, whole }) => after / whole),
        0.5,
      ) * 100,
  )
  return [
    {
      what: `${what}: until durable, p50, ms`,
      ours: spread(of('before')),
      beside: `whole way, counted ${spread(of('whole'))}`,
    },
    {
      what: `${what}: from durable to the byte, p50, ms`,
      ours: spread(of('after')),
      beside: `${spread(shares)} % of a line's way`,
    },
    { what: `${what}: processor time a line, ms`, ours: processorWords(results, rate) },
  ]
}
