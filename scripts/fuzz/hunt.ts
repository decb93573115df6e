/** Shows that the fuzz can fail: each mutant of the shipped code must be found within a run of the usual length. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { MUTANTS, type Mutant } from './mutants.ts'

const here = (file: string) => join(import.meta.dirname, file)

/** Only the part that is to find it: with nothing to do the others end at once. */
const argsOf = ({ by }: Mutant, seed: number) => [
  ...['--seed', String(seed)],
  ...(by === 'lines' ? [] : ['--lines', '0']),
  ...(by === 'requests' ? [] : ['--requests', '0']),
  ...(by === 'values' ? [] : ['--no-values']),
]

const fuzzed = async (mutant: Mutant, seed: number) => {
  const child = spawn(
    process.execPath,
    ['--import', here('plant.ts'), here('main.ts'), ...argsOf(mutant, seed)],
    {
      env: { ...process.env, MUTANT: mutant.name },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const said = (await Promise.all([text(child.stdout), text(child.stderr)])).join('')
  return { said, isFailed: child.exitCode !== 0 }
}

/** Whether each of them was found. */
export const hunt = async (seed: number, say: (sentence: string) => void): Promise<boolean> => {
  let areFound = true
  for (const mutant of MUTANTS) {
    const began = performance.now()
    const { said, isFailed } = await fuzzed(mutant, seed)
    const isFound = isFailed && mutant.says.test(said)
    const seconds = ((performance.now() - began) / 1_000).toFixed(1)
    say(`${isFound ? 'found' : 'NOT FOUND'} in ${seconds} s by ${mutant.by}: ${mutant.name}`)
    if (!isFound) say(said)
    areFound &&= isFound
  }
  return areFound
}
