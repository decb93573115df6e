/** `npm run fuzz`: every value, a million chat lines, a hundred thousand requests. `-- --seed 7 --lines 20000 --requests 5000 | --mutants`. */
import { z } from 'zod'
import { ventris } from '../../workloads/lounge/devices/index.ts'
import { commandLine, whole } from '../command-line.ts'
import { hunt } from '../mutants/hunt.ts'
import { fuzzLines } from './fuzz-lines.ts'
import { fuzzRequests } from './fuzz-requests.ts'
import { fuzzValues } from './fuzz-values.ts'
import { argsOf, MUTANTS } from './mutants.ts'

const asked = commandLine(
  'npm run fuzz [-- --seed 7 --lines 1000000 --requests 100000 --no-values | --mutants]',
  {
    seed: whole().default(() => Math.floor(Math.random() * 2 ** 31)),
    lines: whole().default(1_000_000),
    requests: whole().default(100_000),
    'no-values': z.boolean().default(false),
    mutants: z.boolean().default(false),
  },
)

process.on('unhandledRejection', (reason) => {
  console.error('a rejection that nobody handled', reason)
  process.exit(1)
})

const timed = async (work: () => Promise<string>) => {
  const began = performance.now()
  const what = await work()
  const seconds = (performance.now() - began) / 1_000
  console.log(`${what} in ${seconds.toFixed(1)} s: nothing broke`)
}

const sayLines = async () => {
  const { said, reached } = await fuzzLines({ seed, count: lines })
  return `${said} chat lines, which sent ${reached.size} of ${ventris.controls.length} controls,`
}

const { seed, lines, requests } = asked
console.log(`seed ${seed}`)
if (asked.mutants) {
  const all = MUTANTS.map((mutant) => ({ mutant, args: argsOf(mutant, seed) }))
  process.exit((await hunt(import.meta.filename, all, console.log)) ? 0 : 1)
}
if (!asked['no-values']) await timed(async () => `${await fuzzValues()} values`)
await timed(sayLines)
await timed(async () => `${await fuzzRequests({ seed, count: requests })} requests`)
process.exit(0)
