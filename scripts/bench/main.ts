/**
 * `npm run bench`: measures the lounge beside rivals and floors, and ends with 1 when a goal is missed that README.md
 * does not excuse. `-- line --rounds 9`, `-- sustained --seconds 60`.
 */
import { z } from 'zod'
import { commandLine, oneOf, whole } from '../command-line.ts'
import type { Bench } from './bench.ts'
import { burst } from './burst.ts'
import { cost } from './cost.ts'
import { fanOut } from './fan-out.ts'
import { line } from './line.ts'
import { load } from './load.ts'
import { start } from './start.ts'
import { sustained } from './sustained.ts'
import { isMissed, type Section, table } from './table.ts'

const benches: Record<string, Bench> = { line, cost, load, burst, sustained, 'fan-out': fanOut, start }

const USE = 'npm run bench [-- <benchmark>… --rounds 5 --seconds 60]'
const asked = commandLine(USE, {
  words: z.array(oneOf(Object.keys(benches))),
  rounds: whole(1).optional(),
  seconds: whole(1).optional(),
})
const isAll = asked.words.length === 0
/** All of them together are modest; one that is named takes its time. */
const options = { rounds: asked.rounds ?? (isAll ? 3 : 5), seconds: asked.seconds ?? (isAll ? 9 : 60) }

const wanted = Object.entries(benches).filter(([name]) => isAll || asked.words.includes(name))
const sections: Section[] = []
for (const [name, bench] of wanted) {
  console.error(`${name} …`)
  const section = await bench(options)
  console.log(table(section))
  sections.push(section)
}
process.exit(isMissed(sections) ? 1 : 0)
