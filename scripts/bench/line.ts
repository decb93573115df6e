/** One line → one byte: from the PRIVMSG on the bot's socket to the control change at the MIDI port. */
import { setTimeout as delay } from 'node:timers/promises'
import {
  type Contender,
  durableScript,
  oneProcess,
  ownProcesses,
  script,
  withContenders,
} from './contenders.ts'
import { Crowd } from './crowd.ts'
import type { Bench } from './main.ts'
import { median, quantile, short, spread } from './stats.ts'
import type { Row } from './table.ts'

/** Between two lines, so that each finds a lounge at rest. */
const PAUSE_MS = 25
const LINES = 60

type Rounds = { readonly p50: number[]; readonly p99: number[] }

const round = async (contender: Contender): Promise<number[]> => {
  const crowd = new Crowd(contender)
  for (let line = 0; line < LINES; line += 1) {
    crowd.say(2)
    await delay(PAUSE_MS + Math.random() * 5)
  }
  await crowd.settled()
  return crowd.latencies()
}

const play = async (contenders: readonly Contender[], rounds: number) => {
  const results = new Map(contenders.map(({ name }) => [name, { p50: [], p99: [] } as Rounds]))
  for (const contender of contenders) await round(contender)
  for (let turn = 0; turn < rounds; turn += 1)
    for (const contender of contenders) {
      const latencies = await round(contender)
      results.get(contender.name)?.p50.push(quantile(latencies, 0.5))
      results.get(contender.name)?.p99.push(quantile(latencies, 0.99))
    }
  return results
}

/** Milliseconds over the script that waits for the disk. */
const GOALS: Record<string, number> = { 'lounge, one process': 3, 'lounge, own processes': 8 }
const GOAL_P99 = 15

type Compared = {
  readonly what: string
  readonly mine: number[]
  readonly floor: number[]
  readonly more?: number | undefined
}

const row = ({ what, mine, floor, more }: Compared): Row => ({
  what: `${what}, ms`,
  ours: spread(mine),
  beside: `script + fsync ${spread(floor)}`,
  ratio: `× ${short(median(mine) / median(floor))}`,
  ...(more !== undefined && { goal: `+ ${more} ms`, isMet: median(mine) <= median(floor) + more }),
})

const rowsOf = (name: string, mine: Rounds, floor: Rounds): Row[] => {
  const goal = GOALS[name]
  return [
    row({ what: `${name}: p50`, mine: mine.p50, floor: floor.p50, more: goal }),
    row({ what: `${name}: p99`, mine: mine.p99, floor: floor.p99, more: goal && GOAL_P99 }),
  ]
}

const couch = () => ownProcesses({ store: 'couch' })

export const line: Bench = ({ rounds }) =>
  withContenders([script, durableScript, oneProcess, ownProcesses, couch], async (contenders) => {
    const results = await play(contenders, rounds)
    const floor = results.get('script + fsync') ?? { p50: [], p99: [] }
    const rows = [...results].flatMap(([name, mine]) => rowsOf(name, mine, floor))
    return { title: 'one line → one byte', rows }
  })
