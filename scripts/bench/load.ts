/** One line → one byte while many are on their way: more a second than the disk takes one by one. */

import type { Bench } from './bench.ts'
import {
  type Contender,
  countedLounges,
  durableScript,
  oneProcess,
  ownProcesses,
  pacedScript,
} from './contenders.ts'
import { Crowd } from './crowd.ts'
import { evenly } from './evenly.ts'
import { inTurn, type Latency, NONE, withAll } from './latency.ts'
import { shareRows } from './share.ts'
import { median, ratio, spread } from './stats.ts'
import type { Row } from './table.ts'

/** Lines a second, each for so long. */
const RATES = [100, 300, 1_000]
const HEAVIEST = Math.max(...RATES)
const DURATION_MS = 1_000

const at = (rate: number) => async (contender: Contender) => {
  const crowd = new Crowd(contender)
  await evenly((rate * DURATION_MS) / 1_000, DURATION_MS, () => crowd.say())
  await crowd.settled()
  return crowd.latencies()
}

/** What it costs to spare the cable; README.md tells how much of it. */
const EXCUSE = 'the script floods the cable, the lounge waits its turn on it'

type Compared = {
  readonly what: string
  readonly ours: number[]
  /** The script that waits for the disk, without and with a queue that spares the cable. */
  readonly disk: number[]
  readonly queue: number[]
  readonly isGoal: boolean
}

const rivalRow = ({ what, ours, isGoal }: Compared, [name, theirs]: readonly [string, number[]]): Row => ({
  what: `${what}, ms`,
  ours: spread(ours),
  beside: `${name} ${spread(theirs)}`,
  ratio: ratio(ours, theirs),
  ...(isGoal && { goal: '< × 1', isMet: median(ours) < median(theirs) }),
})

const rowsBeside = (compared: Compared): Row[] => [
  { ...rivalRow(compared, ['script + fsync', compared.disk]), excuse: EXCUSE },
  rivalRow(compared, ['the same with a queue', compared.queue]),
]

const rowsAt = (rate: number, latencies: ReadonlyMap<string, Latency>): Row[] => {
  const [[, disk] = ['', NONE], [, queue] = ['', NONE], ...lounges] = [...latencies]
  return lounges.flatMap(([name, ours]) =>
    (['p50', 'p99'] as const).flatMap((share) =>
      rowsBeside({
        what: `${rate}/s, ${name}: ${share}`,
        ...{ ours: ours[share], disk: disk[share], queue: queue[share] },
        isGoal: rate === HEAVIEST,
      }),
    ),
  )
}

/** Beside each other, as an evening has them. */
const latencyRows = (rounds: number) =>
  withAll([durableScript, pacedScript, oneProcess, ownProcesses], async (contenders) => {
    await inTurn(contenders, 1, at(HEAVIEST))
    const rows: Row[] = []
    for (const rate of RATES) rows.push(...rowsAt(rate, await inTurn(contenders, rounds, at(rate))))
    return rows
  })

/** One after the other, and counted, which costs a little: what matters is where the time goes. */
const wheres = (rounds: number) =>
  withAll(countedLounges, async (contenders) => {
    await inTurn(contenders, 1, at(HEAVIEST))
    const rows: Row[] = []
    for (const contender of contenders)
      for (const rate of RATES.slice(1)) rows.push(...(await shareRows(contender, rate, rounds)))
    return rows
  })

export const load: Bench = async ({ rounds }) => ({
  title: 'one line → one byte, under load',
  rows: [...(await latencyRows(rounds)), ...(await wheres(rounds))],
})
