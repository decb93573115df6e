/** `npm run live`: who serves the pedal. `-- replica` hands it over; `-- replica --force --reason "…"` when the other side is dead. */
import { z } from 'zod'
import { readKeys } from '../../workloads/service/key-files.ts'
import { Problem } from '../../workloads/service/problem.ts'
import { commandLine } from '../command-line.ts'
import { force } from './force.ts'
import { NotSwitched, promote } from './promote.ts'
import { addressesIn, type Side, sidesOf } from './sides.ts'
import { standing } from './standing.ts'

const USE = 'npm run live [-- <environment> [--force --reason "…"]] [--at <environment>=<address>]…'
const LONGEST_REASON = 200
const SENTENCE = `a sentence of at most ${LONGEST_REASON} characters`

const { LOUNGE_AT, KEYS = '.lounge/keys' } = process.env
const say = (sentence: string) => console.log(sentence)

const given = () => {
  const { words, at, force, reason } = commandLine(USE, {
    at: z.array(z.string()).optional(),
    force: z.boolean().default(false),
    reason: z.string().trim().min(1, SENTENCE).max(LONGEST_REASON, SENTENCE).optional(),
    words: z.array(z.string()).max(1, 'one environment: no more than one is live'),
  })
  return { to: words[0], at: at ?? addressesIn(LOUNGE_AT), force, reason }
}

const asked = () => {
  const { force, ...rest } = given()
  const { to, reason } = rest
  if (force && to === undefined) throw new Error(`--force needs the environment that shall be live: ${USE}`)
  if (force !== (reason !== undefined))
    throw new Error(`--force and --reason "…" go together: why is the other side taken for dead? ${USE}`)
  return rest
}

const show = async (sides: readonly Side[]) => {
  const { live, lines } = await standing(sides)
  for (const line of lines) say(line)
  return live.length === 1
}

const main = async () => {
  const { to, reason, at } = asked()
  // Whoever holds the console's key is the operator.
  const { sign } = await readKeys(KEYS, 'console')
  const sides = sidesOf(at, sign)
  if (to === undefined) return show(sides)
  await (reason === undefined ? promote({ sides, to, say }) : force({ sides, to, reason, say }))
  return true
}

const MISUSE = 2

await main().then(
  (isWell) => {
    process.exitCode = isWell ? 0 : 1
  },
  (error: Error) => {
    console.error(error.message)
    process.exitCode = error instanceof NotSwitched || error instanceof Problem ? 1 : MISUSE
  },
)
