/** `npm run simulate -- --schedules 100000 --seed 7`: the switch under any interleaving, in a time of its own. */
import { parseArgs } from 'node:util'
import { search } from './search.ts'

const { values } = parseArgs({
  options: { schedules: { type: 'string', default: '10000' }, seed: { type: 'string' } },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const schedules = Number(values.schedules)

console.log(`seed ${seed}`)
const began = performance.now()
const found = await search({ seed, schedules, say: (sentence) => console.log(sentence) })
const seconds = (performance.now() - began) / 1_000
console.log(found ?? `${schedules} schedules, ${Math.round(schedules / seconds)} a second: every promise was kept`)
process.exit(found ? 1 : 0)
