/**
 * `npm run bench`: measures the lounge beside rivals and floors, and ends with 1 when a goal is missed that README.md
 * does not excuse. `-- line --rounds 9`, `-- sustained --seconds 60`.
 */
import { parseArgs } from 'node:util'
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

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, seconds: { type: 'string' } },
})
const isAll = positionals.length === 0
/** All of them together are modest; one that is named takes its time. */
const options = {
  rounds: Number(values.rounds ?? (isAll ? 3 : 5)),
  seconds: Number(values.seconds ?? (isAll ? 9 : 60)),
}

const find = (name: string): Bench => {
  const bench = benches[name]
  if (bench) return bench
  console.error(`there is no benchmark "${name}"; there are ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

const wanted = (isAll ? Object.keys(benches) : positionals).map((name) => ({ name, bench: find(name) }))
const sections: Section[] = []
for (const { name, bench } of wanted) {
  console.error(`${name} …`)
  const section = await bench(options)
  console.log(table(section))
  sections.push(section)
}
process.exit(isMissed(sections) ? 1 : 0)
