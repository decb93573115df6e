/** `npm run simulate -- --schedules 100000 --seed 7`: the switch under any interleaving, in a time of its own. */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Found, search } from './search.ts'

const Options = z.object({
  schedules: z.coerce.number<string>().int().min(1),
  seed: z.coerce.number<string>().int().min(0),
})

const read = () => {
  const { values } = parseArgs({
    options: { schedules: { type: 'string', default: '10000' }, seed: { type: 'string' } },
  })
  const seed = String(Math.floor(Math.random() * 2 ** 31))
  return Options.parse({ seed, ...values })
}

const words = ({ schedule: { seed: chance, replicas, steps }, seed, sentences }: Found) =>
  [
    `a promise was broken; again with --seed ${seed}. The smallest schedule, with ${replicas} midi a side and chance ${chance}:`,
    ...steps.map((step) => `  ${JSON.stringify(step)}`),
    ...sentences,
  ].join('\n')

const main = async () => {
  const { seed, schedules } = read()
  console.log(`seed ${seed}`)
  const began = performance.now()
  const found = await search({ seed, schedules, say: (sentence) => console.log(sentence) })
  const rate = Math.round(schedules / ((performance.now() - began) / 1_000))
  console.log(found ? words(found) : `${schedules} schedules, ${rate} a second: every promise was kept`)
  process.exitCode = found ? 1 : 0
}

await main().catch((error: Error) => {
  console.error(
    error instanceof z.ZodError || error.name === 'TypeError'
      ? 'npm run simulate -- --schedules 100000 --seed 7: both are whole numbers'
      : error,
  )
  process.exitCode = 2
})
