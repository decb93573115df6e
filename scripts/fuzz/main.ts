/** `npm run fuzz`: a million chat lines and a hundred thousand requests. `-- --seed 7 --lines 20000 --requests 5000`. */
import { parseArgs } from 'node:util'
import { fuzzLines } from './fuzz-lines.ts'
import { fuzzRequests } from './fuzz-requests.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    lines: { type: 'string', default: '1000000' },
    requests: { type: 'string', default: '100000' },
  },
})

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))

process.on('unhandledRejection', (reason) => {
  console.error('a rejection that nobody handled', reason)
  process.exit(1)
})

const timed = async (what: string, work: () => number | Promise<number>) => {
  const began = performance.now()
  const count = await work()
  const seconds = (performance.now() - began) / 1_000
  console.log(`${count} ${what} in ${seconds.toFixed(1)} s: nothing broke`)
}

console.log(`seed ${seed}`)
await timed('chat lines', () => fuzzLines({ seed, count: Number(values.lines) }))
await timed('requests', () => fuzzRequests({ seed, count: Number(values.requests) }))
process.exit(0)
