/** A thousand lines from two hundred viewers within a second: what goes out on the wire, and how soon it is over. */
import { setTimeout as delay } from 'node:timers/promises'
import { type Contender, oneProcess, ownProcesses } from './contenders.ts'
import { Crowd } from './crowd.ts'
import type { Bench } from './main.ts'
import { MIB, rss } from './memory.ts'
import { short, spread } from './stats.ts'
import type { Row } from './table.ts'
import type { Message } from './wire.ts'

const LINES = 1_000
const WINDOW_MS = 100
const BYTES = 3
/** 200 control changes a second, and the one that the window's edge may cut. */
const BUDGET = (WINDOW_MS / 5 + 1) * BYTES
/** A node reports at most ten times a second, a bot says so within its limits. */
const REST_MS = 3_000

type Result = {
  settled: number
  bytes: number
  busiest: number
  right: boolean
  grown: number
  unheard: number
}

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

/** The last value that was asked for is the last that went out, control by control. */
const isRight = (crowd: Crowd) => {
  const wanted = new Map(crowd.said.map(({ cc, value }) => [cc, value]))
  const sent = new Map(crowd.messages.map(({ cc, value }) => [cc, value]))
  return [...wanted].every(([cc, value]) => sent.get(cc) === value)
}

const memory = ({ pids }: Contender) => Object.values(pids).reduce((sum, pid) => sum + rss(pid), 0)

const round = async (contender: Contender): Promise<Result> => {
  const before = memory(contender)
  const crowd = new Crowd(contender)
  await crowd.speak(LINES, 1_000)
  const settled = await crowd.settled()
  await delay(REST_MS)
  contender.wire.read()
  const { messages } = crowd
  return {
    settled,
    bytes: messages.length * BYTES,
    busiest: busiest(messages),
    right: isRight(crowd),
    unheard: crowd.latencies().filter((one) => !Number.isFinite(one)).length,
    grown: (memory(contender) - before) / MIB,
  }
}

const rowsOf = (name: string, results: readonly Result[]): Row[] => {
  const of = (key: 'settled' | 'bytes' | 'busiest' | 'unheard' | 'grown') => results.map((one) => one[key])
  const most = (key: 'settled' | 'busiest' | 'unheard') => Math.max(...of(key))
  const last = results.at(-1)?.grown ?? 0
  return [
    {
      what: `${name}: settled after the last line, ms`,
      ours: spread(of('settled')),
      goal: '≤ 1000',
      isMet: most('settled') <= 1_000,
    },
    {
      what: `${name}: bytes in the busiest 100 ms`,
      ours: spread(of('busiest')),
      beside: `DIN carries ${short(312.5)}`,
      goal: `≤ ${BUDGET}`,
      isMet: most('busiest') <= BUDGET,
    },
    { what: `${name}: bytes in all`, ours: spread(of('bytes')), beside: `one a line: ${LINES * BYTES}` },
    {
      what: `${name}: lines whose value, or a newer one, did not go out`,
      ours: String(most('unheard')),
      goal: '0',
      isMet: most('unheard') === 0,
    },
    {
      what: `${name}: the last value won`,
      ours: `${results.filter(({ right }) => right).length} of ${results.length}`,
      goal: 'always',
      isMet: results.every(({ right }) => right),
    },
    {
      what: `${name}: memory grown by a burst, the last of ${results.length}, MiB`,
      ours: `${short(last)} (${of('grown').map(short).join(', ')})`,
    },
  ]
}

export const burst: Bench = async ({ rounds }) => {
  const rows: Row[] = []
  for (const open of [oneProcess, ownProcesses]) {
    const contender = await open()
    const results: Result[] = []
    for (let turn = 0; turn < rounds; turn += 1) results.push(await round(contender))
    rows.push(...rowsOf(contender.name, results))
    await contender.close()
  }
  return { title: 'a thousand lines in one second', rows }
}
