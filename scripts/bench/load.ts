/** One line → one byte while many are on their way: more a second than the disk takes one by one. */
import {
  type Contender,
  durableScript,
  oneProcess,
  ownProcesses,
  pacedScript,
  withContenders,
} from './contenders.ts'
import { Crowd } from './crowd.ts'
import type { Bench } from './main.ts'
import { median, quantile, short, spread } from './stats.ts'
import type { Row } from './table.ts'

/** Lines a second, each for so long. At the last of them the lounge is to beat the script that waits for the disk. */
const RATES = [100, 300, 1_000]
const HARDEST = 1_000
const DURATION_MS = 1_000

type Measured = { readonly p50: number[]; readonly p99: number[] }

const round = async (contender: Contender, rate: number) => {
  const crowd = new Crowd(contender)
  await crowd.speak(rate, DURATION_MS)
  await crowd.settled()
  return crowd.latencies()
}

const measure = async (contenders: readonly Contender[], rate: number, rounds: number) => {
  const measured = contenders.map((): Measured => ({ p50: [], p99: [] }))
  for (let turn = 0; turn < rounds; turn += 1)
    for (const [index, contender] of contenders.entries()) {
      const latencies = await round(contender, rate)
      measured[index]?.p50.push(quantile(latencies, 0.5))
      measured[index]?.p99.push(quantile(latencies, 0.99))
    }
  return measured
}

type Compared = {
  what: string
  ours: readonly number[]
  disk: readonly number[]
  queue: readonly number[]
  rate: number
}

const compared = ({ what, ours, disk, queue, rate }: Compared): Row => ({
  ...{ what, ours: spread(ours) },
  beside: `script + fsync ${spread(disk)}; with a queue ${spread(queue)}`,
  ratio: `× ${short(median(ours) / median(disk))}; × ${short(median(ours) / median(queue))}`,
  ...(rate === HARDEST && { goal: '< × 1', isMet: median(ours) < median(disk) }),
})

const compare = async (contenders: readonly Contender[], rate: number, rounds: number): Promise<Row[]> => {
  const [disk, queue, ...lounges] = await measure(contenders, rate, rounds)
  return lounges.flatMap((ours, index) =>
    (['p50', 'p99'] as const).map((share) => {
      const what = `${rate}/s, ${contenders[index + 2]?.name}: ${share}, ms`
      return compared({
        what,
        rate,
        ours: ours[share],
        disk: disk?.[share] ?? [],
        queue: queue?.[share] ?? [],
      })
    }),
  )
}

export const load: Bench = ({ rounds }) =>
  withContenders([durableScript, pacedScript, oneProcess, ownProcesses], async (contenders) => {
    for (const contender of contenders) await round(contender, RATES[0] ?? HARDEST)
    const rows: Row[] = []
    for (const rate of RATES) rows.push(...(await compare(contenders, rate, rounds)))
    return { title: 'one line → one byte, under load', rows }
  })
