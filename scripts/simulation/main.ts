/** `npm run simulate -- --schedules 100000 --seed 7 | --mutants`: the switch under any interleaving, in a time of its own. */
import { z } from 'zod'
import { commandLine, whole } from '../command-line.ts'
import { hunt } from '../mutants/hunt.ts'
import { MUTANTS } from './edits.ts'
import { type Found, search } from './search.ts'

const USE = 'npm run simulate [-- --schedules 100000 --seed 7 --no-shrink | --mutants]'

const words = ({ schedule: { seed: chance, replicas, steps }, seed, sentences }: Found) =>
  [
    `a promise was broken; again with --seed ${seed}. The schedule, with ${replicas} midi a side and chance ${chance}:`,
    ...steps.map((step) => `  ${JSON.stringify(step)}`),
    ...sentences,
  ].join('\n')

const main = async () => {
  const {
    seed,
    schedules,
    mutants,
    'no-shrink': isRaw,
  } = commandLine(USE, {
    mutants: z.boolean().default(false),
    'no-shrink': z.boolean().default(false),
    schedules: whole(1).default(10_000),
    seed: whole().default(() => Math.floor(Math.random() * 2 ** 31)),
  })
  console.log(`seed ${seed}`)
  if (mutants) {
    const args = ['--seed', `${seed}`, '--schedules', `${schedules}`, '--no-shrink']
    const all = MUTANTS.map((mutant) => ({ mutant, args }))
    process.exitCode = (await hunt(import.meta.filename, all, console.log)) ? 0 : 1
    return
  }
  const began = performance.now()
  const found = await search({ seed, schedules, shrink: !isRaw, say: console.log })
  const rate = Math.round(schedules / ((performance.now() - began) / 1_000))
  console.log(found ? words(found) : `${schedules} schedules, ${rate} a second: every promise was kept`)
  process.exitCode = found ? 1 : 0
}

await main()
