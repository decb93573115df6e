/** `npm run bench`: measures the lounge beside rivals and floors. `-- line --rounds 9`, `-- sustained --seconds 60`. */
import { parseArgs } from 'node:util'
import { burst } from './burst.ts'
import { counts } from './counts.ts'
import { fanOut } from './fan-out.ts'
import { line } from './line.ts'
import { load } from './load.ts'
import { rest } from './rest.ts'
import { sustained } from './sustained.ts'
import { type Section, table } from './table.ts'

export type Options = {
  /** In turn with the others. */
  readonly rounds: number
  /** Of a steady load. */
  readonly seconds: number
}

export type Bench = (options: Options) => Promise<Section>

const benches: Record<string, Bench> = { line, counts, load, burst, sustained, 'fan-out': fanOut, rest }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '10' } },
})
const options = { rounds: Number(values.rounds), seconds: Number(values.seconds) }
const wanted = positionals.length > 0 ? positionals : Object.keys(benches)

const run = async (name: string): Promise<Section> => {
  const bench = benches[name]
  if (!bench) throw new Error(`there is no benchmark "${name}"; there are ${Object.keys(benches).join(', ')}`)
  console.error(`${name} …`)
  return bench(options)
}

const sections: Section[] = []
for (const name of wanted) sections.push(await run(name))
console.log(table(sections))
process.exit(0)
