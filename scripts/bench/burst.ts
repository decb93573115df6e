/** A thousand lines from two hundred viewers within a second: what goes out, what is answered, and how soon it is over. */
import { setTimeout as delay } from 'node:timers/promises'
import { fromSqlite } from '../faults/documents.ts'
import { accountRows, QUIET_MS } from './accounts.ts'
import type { Bench } from './bench.ts'
import { type Contender, countedLounges } from './contenders.ts'
import { Crowd } from './crowd.ts'
import { evenly } from './evenly.ts'
import { withAll } from './latency.ts'
import { held, MIB } from './memory.ts'
import { short, spread } from './stats.ts'
import { steady } from './steady.ts'
import { atMost, type Row } from './table.ts'
import type { Message } from './wire.ts'

const LINES = 1_000
const VIEWERS = 200
/** Of a viewer's five lines the second knob is turned three times: the last two come within the cooldown. */
const TURNS = [0, 1, 1, 1, 2]
const WINDOW_MS = 100
const BYTES = 3
/** 200 control changes a second, and the one that the window's edge may cut. */
const BUDGET = (WINDOW_MS / 5 + 1) * BYTES
const SETTLED_MS = 1_000
/** Nothing is sent, called or written for so long: the burst is over. */
const REST_MS = 1_500
const LOOK_MS = 50
/** Live memory of all processes together that a burst may leave. */
const LEFT_MIB = 2
/** Bursts after which everything that remembers so and so many lines is full. */
const WARM = 10

/** The most bytes that any window of 100 ms saw. */
const busiest = (messages: readonly Message[]) => {
  let from = 0
  return Math.max(
    0,
    ...messages.map(({ steady }, index) => {
      while ((messages[from]?.steady ?? steady) <= steady - WINDOW_MS) from += 1
      return (index - from + 1) * BYTES
    }),
  )
}

const acceptedIn = async (log: string) => {
  const { commits } = await fromSqlite(log)(undefined)
  return new Set(commits.flatMap(({ changes }) => changes.map(({ id }) => id)))
}

let bursts = 0

/** Each by other viewers, whom no cooldown holds yet. */
const burstOf = (crowd: Crowd) => {
  bursts += 1
  return evenly(LINES, 1_000, (index) => {
    const viewer = index % VIEWERS
    crowd.sayAs(`fan${bursts}-${viewer}`, viewer + (TURNS[Math.floor(index / VIEWERS)] ?? 0))
  })
}

const atRest = async ({ wire }: Contender) => {
  const noted = () => wire.notes.length + wire.messages.length
  for (let [seen, since] = [-1, steady()]; steady() - since < REST_MS; await delay(LOOK_MS)) {
    wire.read()
    if (noted() !== seen) [seen, since] = [noted(), steady()]
  }
}

/** Control by control, the last that was said and accepted is the last that went out. */
const isRight = (crowd: Crowd, accepted: ReadonlySet<string>) => {
  const said = crowd.said.filter(({ id }) => accepted.has(id))
  const wanted = new Map(said.map(({ cc, value }) => [cc, value]))
  const sent = new Map(crowd.messages.map(({ cc, value }) => [cc, value]))
  return [...wanted].every(([cc, value]) => sent.get(cc) === value)
}

const round = async (contender: Contender) => {
  const crowd = new Crowd(contender)
  await burstOf(crowd)
  const last = crowd.said.at(-1)?.steady ?? 0
  await atRest(contender)
  const accepted = await acceptedIn(contender.log)
  const { messages } = crowd
  return {
    settled: Math.max(0, (messages.at(-1)?.steady ?? last) - last),
    bytes: messages.length * BYTES,
    busiest: busiest(messages),
    isRight: isRight(crowd, accepted),
    accepted: crowd.said.filter(({ id }) => accepted.has(id)).length,
  }
}

type Result = Awaited<ReturnType<typeof round>>

const rowsOf = (name: string, results: readonly Result[]): Row[] => {
  const of = (key: Exclude<keyof Result, 'isRight'>) => results.map((one) => one[key])
  const right = results.filter(({ isRight }) => isRight).length
  return [
    {
      what: `${name}: settled after the last line, ms`,
      ours: spread(of('settled')),
      ...atMost(SETTLED_MS, of('settled')),
    },
    {
      what: `${name}: bytes in the busiest 100 ms`,
      ours: spread(of('busiest')),
      beside: 'DIN carries 312',
      ...atMost(BUDGET, of('busiest')),
    },
    {
      what: `${name}: bytes in all`,
      ours: spread(of('bytes')),
      beside: `accepted ${spread(of('accepted').map((count) => count * BYTES))}`,
    },
    {
      what: `${name}: bursts whose last value won`,
      ours: `${right} of ${results.length}`,
      goal: 'all',
      isMet: right === results.length,
    },
  ]
}

/** One more burst, from one quiet room to the next. */
const afterwards = async (contender: Contender): Promise<Row[]> => {
  const { name } = contender
  await delay(QUIET_MS)
  const before = await held(contender)
  const rows = await accountRows(contender, LINES, () => burstOf(new Crowd(contender)))
  const left = ((await held(contender)) - before) / MIB
  return [
    ...rows,
    {
      what: `${name}: live memory half a minute later, MiB more`,
      ours: short(left),
      beside: `before ${short(before / MIB)}`,
      ...atMost(LEFT_MIB, [left]),
    },
  ]
}

const played = async (contender: Contender, rounds: number) => {
  const results: Result[] = []
  for (let turn = 0; turn < WARM; turn += 1) {
    await burstOf(new Crowd(contender))
    await atRest(contender)
  }
  for (let turn = 0; turn < rounds; turn += 1) results.push(await round(contender))
  return rowsOf(contender.name, results)
}

export const burst: Bench = ({ rounds }) =>
  withAll(countedLounges, async (contenders) => {
    const rows: Row[] = []
    for (const contender of contenders) {
      rows.push(...(await played(contender, rounds)))
      rows.push(...(await afterwards(contender)))
    }
    return { title: 'a thousand lines in one second', rows }
  })
