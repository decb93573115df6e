/** Shows that the simulation can fail: each edit of the switch, in a process of its own, must be found out. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { edits } from './edits.ts'

type Hunt = {
  seed: number
  /** The most that are played of each. */
  schedules: number
  say: (sentence: string) => void
}

const run = promisify(execFile)
const mutant = join(import.meta.dirname, 'mutant.ts')

const isFound = async (name: string, { seed, schedules, say }: Hunt) => {
  try {
    const { stdout } = await run(process.execPath, [mutant, name, String(seed), String(schedules)])
    say(`found out: ${name} (${stdout.trim()})`)
    return true
  } catch (fault) {
    const { stdout, stderr } = fault as { stdout: string; stderr: string }
    say(`NOT FOUND OUT: ${name} (${`${stdout}${stderr}`.trim()})`)
    return false
  }
}

/** Whether each of them was found out. */
export const hunt = async (ask: Hunt): Promise<boolean> => {
  let areFound = true
  for (const name of Object.keys(edits)) areFound = (await isFound(name, ask)) && areFound
  return areFound
}
