/** `npm run service <name>`: runs one service alone. */
import { globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const workloads = join(import.meta.dirname, '../workloads')
const names = globSync('*/main.ts', { cwd: workloads })
  .map((file) => basename(dirname(file)))
  .sort()

const [name = ''] = process.argv.slice(2)
if (names.includes(name)) await import(join(workloads, name, 'main.ts'))
else {
  console.error(`npm run service <name> runs one of ${names.join(', ')}`)
  process.exitCode = 2
}
