/** Shows that a script can fail: it is run once with each mutant, which it must find. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Mutant } from './mutant.ts'

const PLANT = join(import.meta.dirname, 'plant.ts')

/** A mutant, and the arguments of the run that is to find it. */
export type Quarry = { readonly mutant: Mutant; readonly args: readonly string[] }

const run = async (script: string, { mutant, args }: Quarry) => {
  const child = spawn(process.execPath, ['--import', PLANT, script, ...args], {
    ...{ env: { ...process.env, EDITS: JSON.stringify(mutant.edits) }, stdio: ['ignore', 'pipe', 'pipe'] },
  })
  const heard = Promise.all([text(child.stdout), text(child.stderr)])
  const [[code], said] = await Promise.all([once(child, 'close'), heard])
  return { said: said.join(''), isFailed: code !== 0 }
}

/** Whether `script` found each of them, one after the other. */
export const hunt = async (script: string, all: readonly Quarry[], say: (sentence: string) => void) => {
  let areFound = true
  for (const quarry of all) {
    const began = performance.now()
    const { said, isFailed } = await run(script, quarry)
    const isFound = isFailed && quarry.mutant.says.test(said)
    const seconds = ((performance.now() - began) / 1_000).toFixed(1)
    say(`${isFound ? 'found' : 'NOT FOUND'} in ${seconds} s: ${quarry.mutant.name}`)
    if (!isFound) say(said)
    areFound &&= isFound
  }
  return areFound
}
