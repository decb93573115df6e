/** `npm run test:faults`: the lounge as processes under fire. `-- --seed 7 --seconds 60 --store couch | --hour | --mutations`. */
import { z } from 'zod'
import { commandLine, oneOf, whole } from '../command-line.ts'
import type { StoreKind } from '../lounge/plan.ts'
import { mutations } from './mutations.ts'
import { random } from './random.ts'
import { type Outcome, Trial } from './trial.ts'

const HOUR_S = 3_600
const SHOWN = 10

const USE = 'npm run test:faults [-- --seed 7 --seconds 60 --store sqlite|couch | --hour | --mutations]'
const STORES = ['sqlite', 'couch'] as const satisfies StoreKind[]

const asked = commandLine(USE, {
  seed: whole().default(() => Math.floor(Math.random() * 2 ** 31)),
  seconds: whole(1).default(60),
  hour: z.boolean().default(false),
  store: oneOf(STORES).optional(),
  mutations: z.boolean().default(false),
})
const { seed } = asked
const seconds = asked.hour ? HOUR_S : asked.seconds
const stores = asked.store ? [asked.store] : STORES
const say = (sentence: string) => console.log(sentence)

/** Whether every promise was kept. */
const trial = async (store: StoreKind): Promise<boolean> => {
  say(`the store is ${store}`)
  const one = await Trial.open({ store, random: random(seed), say })
  let kept: Outcome | undefined
  try {
    const outcome = await one.run(seconds / stores.length)
    const { violations, evidence, tally } = outcome
    if (violations.length > 0) kept = outcome
    for (const { rule, what } of violations.slice(0, SHOWN)) say(`  broken: ${rule}: ${what}`)
    for (const line of tally.lines()) say(line)
    const { commits, pedal, lines, replies } = evidence
    say(
      `${lines.length} lines, ${replies.length} replies, ${commits.length} commits, ${pedal.length} events at the pedal`,
    )
    if (commits.length === 0) say('  nothing was accepted, so nothing is proven: look at the logs')
    return violations.length === 0 && commits.length > 0
  } finally {
    await one.close(kept)
  }
}

const main = async () => {
  say(`seed ${seed}`)
  if (asked.mutations) return mutations(seed, say)
  for (const store of stores) if (!(await trial(store))) return false
  return true
}

const isKept = await main()
say(isKept ? `every promise was kept; seed ${seed}` : `a promise was broken; again with --seed ${seed}`)
process.exit(isKept ? 0 : 1)
