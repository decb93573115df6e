/** One line → one byte while many are on their way: more a second than the disk takes one by one. */
import { type Contender, durableScript, oneProcess, ownProcesses, pacedScript } from './contenders.ts'
import { Crowd } from './crowd.ts'
import { evenly } from './evenly.ts'
import { inTurn, type Latency, NONE, withAll } from './latency.ts'
import type { Bench } from './main.ts'
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

type Compared = {
  readonly what: string
  readonly ours: number[]
  /** The script that waits for the disk, without and with a queue that spares the cable. */
  readonly disk: number[]
  readonly queue: number[]
  readonly isGoal: boolean
}

const row = ({ what, ours, disk, queue, isGoal }: Compared): Row => ({
  what: `${what}, ms`,
  ours: spread(ours),
  beside: `script + fsync ${spread(disk)}; with a queue ${spread(queue)}`,
  ratio: `${ratio(ours, disk)}; ${ratio(ours, queue)}`,
  ...(isGoal && { goal: '< × 1', isMet: median(ours) < median(disk) }),
})

const rowsAt = (rate: number, latencies: ReadonlyMap<string, Latency>): Row[] => {
  const [[, disk] = ['', NONE], [, queue] = ['', NONE], ...lounges] = [...latencies]
  return lounges.flatMap(([name, ours]) =>
    (['p50', 'p99'] as const).map((share) =>
      row({
        what: `${rate}/s, ${name}: ${share}`,
        ...{ ours: ours[share], disk: disk[share], queue: queue[share] },
        isGoal: rate === HEAVIEST,
      }),
    ),
  )
}

export const load: Bench = ({ rounds }) =>
  withAll([durableScript, pacedScript, oneProcess, ownProcesses], async (contenders) => {
    await inTurn(contenders, 1, at(HEAVIEST))
    const rows: Row[] = []
    for (const rate of RATES) rows.push(...rowsAt(rate, await inTurn(contenders, rounds, at(rate))))
    return { title: 'one line → one byte, under load', rows }
  })
