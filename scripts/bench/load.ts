/** One line → one byte while many are on their way: more a second than the disk takes one by one. */
import { setTimeout as delay } from 'node:timers/promises'
import { type Contender, durableScript, oneProcess, ownProcesses, pacedScript } from './contenders.ts'
import { Crowd } from './crowd.ts'
import type { Bench } from './main.ts'
import { median, quantile, short, spread } from './stats.ts'
import { steady } from './steady.ts'
import type { Row } from './table.ts'

/** Lines a second, each for so long. */
const RATES = [100, 300, 1_000]
const DURATION_MS = 1_000
/** A tick of the speakers. */
const TICK_MS = 5

type Measured = { readonly p50: number[]; readonly p99: number[] }

/** Evenly, as far as timers go: what a tick missed the next one says. */
const speak = async (crowd: Crowd, rate: number, durationMs: number) => {
  const began = steady()
  const total = (rate * durationMs) / 1_000
  while (crowd.said.length < total) {
    const due = Math.min(total, ((steady() - began) * rate) / 1_000)
    while (crowd.said.length < due) crowd.say()
    await delay(TICK_MS)
  }
}

const round = async (contender: Contender, rate: number) => {
  const crowd = new Crowd(contender)
  await speak(crowd, rate, DURATION_MS)
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
  readonly rate: number
  readonly name: string
  readonly mine: Measured
  readonly floors: readonly Measured[]
}

const rowsOf = ({ rate, name, mine, floors: [disk, wire] }: Compared): Row[] =>
  (['p50', 'p99'] as const).map((share) => {
    const [ours, theirs, paced] = [mine, disk, wire].map((one) => one?.[share] ?? [])
    return {
      what: `${rate}/s, ${name}: ${share}, ms`,
      ours: spread(ours ?? []),
      beside: `script + fsync ${spread(theirs ?? [])}; with a queue ${spread(paced ?? [])}`,
      ratio: `× ${short(median(ours ?? []) / median(theirs ?? []))}; × ${short(median(ours ?? []) / median(paced ?? []))}`,
      ...(rate === Math.max(...RATES) && { goal: '< × 1', isMet: median(ours ?? []) < median(theirs ?? []) }),
    }
  })

export const load: Bench = async ({ rounds }) => {
  const contenders: Contender[] = []
  try {
    for (const open of [durableScript, pacedScript, oneProcess, ownProcesses]) contenders.push(await open())
    for (const contender of contenders) await round(contender, RATES[0] ?? 1)
    const rows: Row[] = []
    for (const rate of RATES) {
      const [disk, wire, ...ours] = await measure(contenders, rate, rounds)
      if (!disk || !wire) break
      for (const [index, mine] of ours.entries())
        rows.push(...rowsOf({ rate, name: contenders[index + 2]?.name ?? '', mine, floors: [disk, wire] }))
    }
    return { title: 'one line → one byte, under load', rows }
  } finally {
    for (const { close } of contenders) await close()
  }
}
