/** `npm run simulate -- --schedules 100000 --seed 7 | --mutants`: the switch under any interleaving, in a time of its own. */
import { z } from 'zod'
import { commandLine, whole } from '../command-line.ts'
import { hunt } from './hunt.ts'
import { type Found, search } from './search.ts'

const USE = 'npm run simulate [-- --schedules 100000 --seed 7 --mutants]'

const words = ({ schedule: { seed: chance, replicas, steps }, seed, sentences }: Found) =>
  [
    `a promise was broken; again with --seed ${seed}. The smallest schedule, with ${replicas} midi a side and chance ${chance}:`,
    ...steps.map((step) => `  ${JSON.stringify(step)}`),
    ...sentences,
  ].join('\n')

const main = async () => {
  const { seed, schedules, mutants } = commandLine(USE, {
    mutants: z.boolean().default(false),
    schedules: whole(1).default(10_000),
    seed: whole().default(() => Math.floor(Math.random() * 2 ** 31)),
  })
  console.log(`seed ${seed}`)
  if (mutants) {
    process.exitCode = (await hunt({ seed, schedules, say: console.log })) ? 0 : 1
    return
  }
  const began = performance.now()
  const found = await search({ seed, schedules, say: (sentence) => console.log(sentence) })
  const rate = Math.round(schedules / ((performance.now() - began) / 1_000))
  console.log(found ? words(found) : `${schedules} schedules, ${rate} a second: every promise was kept`)
  process.exitCode = found ? 1 : 0
}

await main()
