/** `npm run simulate -- --schedules 100000 --seed 7`: the switch under any interleaving, in a time of its own. */
import { commandLine, whole } from '../command-line.ts'
import { type Found, search } from './search.ts'

const USE = 'npm run simulate [-- --schedules 100000 --seed 7]'

const words = ({ schedule: { seed: chance, replicas, steps }, seed, sentences }: Found) =>
  [
    `a promise was broken; again with --seed ${seed}. The smallest schedule, with ${replicas} midi a side and chance ${chance}:`,
    ...steps.map((step) => `  ${JSON.stringify(step)}`),
    ...sentences,
  ].join('\n')

const main = async () => {
  const { seed, schedules } = commandLine(USE, {
    schedules: whole(1).default(10_000),
    seed: whole().default(() => Math.floor(Math.random() * 2 ** 31)),
  })
  console.log(`seed ${seed}`)
  const began = performance.now()
  const found = await search({ seed, schedules, say: (sentence) => console.log(sentence) })
  const rate = Math.round(schedules / ((performance.now() - began) / 1_000))
  console.log(found ? words(found) : `${schedules} schedules, ${rate} a second: every promise was kept`)
  process.exitCode = found ? 1 : 0
}

await main()
