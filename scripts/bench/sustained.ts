/** Accepted changes a second through chat, midi, data and the store, beside the same store written directly. */
import { setTimeout as delay } from 'node:timers/promises'
import { Acceptance } from './acceptance.ts'
import type { Bench } from './bench.ts'
import { ownProcesses } from './contenders.ts'
import { Crowd } from './crowd.ts'
import { type Direct, directCouch, directRate } from './direct.ts'
import { evenly } from './evenly.ts'
import { median, quantile, ratio, short, spread } from './stats.ts'
import { steady } from './steady.ts'
import type { Row } from './table.ts'

type Lounge = Awaited<ReturnType<typeof ownProcesses>>
type Played = { readonly lounge: Lounge; readonly acceptance: Acceptance; readonly ms: number }

const MANY = 256
/** A measurement is as long as was asked for, in so many rounds. */
const ROUNDS = 3
const REST_MS = 500
const GOALS = { one: 0.7, many: 3 }

/** Speakers who say the next line as soon as the last is durable. */
const closedLoop = async ({ lounge, acceptance, ms }: Played, speakers: number) => {
  const crowd = new Crowd(lounge)
  const until = steady() + ms
  let accepted = 0
  const speak = async (_: unknown, speaker: number) => {
    for (let line = 0; steady() < until; line += 1)
      if (await acceptance.taken(crowd.sayAs(`speaker${speaker}-${line}-${until}`, speaker + line)))
        accepted += 1
  }
  await Promise.all(Array.from({ length: speakers }, speak))
  return (accepted * 1_000) / ms
}

/** So many lines a second, whatever becomes of them. */
const openLoop = async ({ lounge, acceptance, ms }: Played, rate: number) => {
  const crowd = new Crowd(lounge)
  const before = acceptance.sizes.length
  await evenly(Math.round((rate * ms) / 1_000), ms, () => crowd.say())
  await delay(REST_MS)
  return (acceptance.sizes.slice(before).reduce((sum, size) => sum + size, 0) * 1_000) / ms
}

type Rates = Record<'direct' | 'waiting' | 'load' | 'directMany' | 'many', number[]>

/** In turn, so that a busy moment falls on all of them. */
const measure = async (played: Played, direct: Direct): Promise<{ rates: Rates; sizes: number[] }> => {
  const { acceptance, ms } = played
  await closedLoop(played, 1)
  const { commit } = acceptance
  if (!commit) throw new Error('the lounge accepted nothing')
  const rates: Rates = { direct: [], waiting: [], load: [], directMany: [], many: [] }
  const sizes: number[] = []
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    const alone = await directRate(direct, commit, { writers: 1, ms })
    rates.direct.push(alone)
    rates.waiting.push(await closedLoop(played, 1))
    rates.load.push(await openLoop(played, alone))
    rates.directMany.push(await directRate(direct, commit, { writers: MANY, ms }))
    const before = acceptance.sizes.length
    rates.many.push(await closedLoop(played, MANY))
    sizes.push(...acceptance.sizes.slice(before))
  }
  return { rates, sizes }
}

type Measured = Awaited<ReturnType<typeof measure>>

const row = (what: string, ours: number[], rivals: Record<string, number[]>): Row => ({
  what: `${what}, changes/s`,
  ours: spread(ours),
  beside: Object.entries(rivals)
    .map(([name, theirs]) => `${name} ${spread(theirs)}`)
    .join('; '),
  ratio: Object.values(rivals)
    .map((theirs) => ratio(ours, theirs))
    .join('; '),
})

const atLeast = (times: number, ours: readonly number[], theirs: readonly number[]) => ({
  goal: `≥ × ${times} of one writer`,
  isMet: median(ours) >= times * median(theirs),
})

const rowsOf = ({ rates, sizes }: Measured): Row[] => {
  const { direct, directMany, waiting, load, many } = rates
  const one = { 'nano, one writer': direct }
  const both = { ...one, [`${MANY} writers`]: directMany }
  return [
    { ...row('the load of one writer', load, one), ...atLeast(GOALS.one, load, direct) },
    row('one speaker who waits', waiting, one),
    { ...row(`${MANY} speakers who wait`, many, both), ...atLeast(GOALS.many, many, direct) },
    {
      what: `changes to a commit of ${MANY} speakers`,
      ours: `p50 ${short(quantile(sizes, 0.5))}, p99 ${short(quantile(sizes, 0.99))}, most ${Math.max(...sizes)}`,
    },
  ]
}

const played = async (seconds: number): Promise<Measured> => {
  const lounge = await ownProcesses({ store: 'couch' })
  const direct = await directCouch()
  const acceptance = await Acceptance.of(lounge.lounge)
  try {
    return await measure({ lounge, acceptance, ms: (seconds * 1_000) / ROUNDS }, direct)
  } finally {
    acceptance.close()
    await direct.close()
    await lounge.close()
  }
}

export const sustained: Bench = async ({ seconds }) => ({
  title: `accepted changes a second, sustained for ${seconds} s, into a CouchDB stand-in`,
  rows: rowsOf(await played(seconds)),
})
