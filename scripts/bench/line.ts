/** One line → one byte: from the PRIVMSG on the bot's socket to the control change at the MIDI port. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Bench } from './bench.ts'
import { type Contender, durableScript, oneProcess, ownProcesses, script } from './contenders.ts'
import { Crowd } from './crowd.ts'
import { inTurn, type Latency, NONE, withAll } from './latency.ts'
import { median, ratio, spread } from './stats.ts'
import type { Row } from './table.ts'

/** Between two lines, so that each finds a lounge at rest. */
const PAUSE_MS = 25
const LINES = 60
/** Rounds until the code is compiled that an evening runs: a lounge has been open for a while. */
const WARM = 5

const round = async (contender: Contender): Promise<number[]> => {
  const crowd = new Crowd(contender)
  for (let line = 0; line < LINES; line += 1) {
    crowd.say(2)
    await delay(PAUSE_MS + Math.random() * 5)
  }
  await crowd.settled()
  return crowd.latencies()
}

/** Milliseconds over the script that waits for the disk. */
const GOALS: Record<string, Record<keyof Latency, number>> = {
  'lounge, one process': { p50: 3, p99: 15 },
  'lounge, own processes': { p50: 8, p99: 15 },
}

const rowsOf = (name: string, ours: Latency, floor: Latency): Row[] =>
  (['p50', 'p99'] as const).map((share) => {
    const more = GOALS[name]?.[share]
    return {
      what: `${name}: ${share}, ms`,
      ours: spread(ours[share]),
      beside: `script + fsync ${spread(floor[share])}`,
      ratio: ratio(ours[share], floor[share]),
      ...(more !== undefined && {
        goal: `+ ${more} ms`,
        isMet: median(ours[share]) <= median(floor[share]) + more,
      }),
    }
  })

export const line: Bench = ({ rounds }) =>
  withAll([script, durableScript, oneProcess, ownProcesses], async (contenders) => {
    await inTurn(contenders, WARM, round)
    const latencies = await inTurn(contenders, rounds, round)
    const floor = latencies.get('script + fsync') ?? NONE
    const rows = [...latencies].flatMap(([name, ours]) => rowsOf(name, ours, floor))
    return { title: 'one line → one byte', rows }
  })
