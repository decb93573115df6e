/** Looks for a schedule that breaks a promise, and makes it as small as it can. */
import fc from 'fast-check'
import { broken } from './properties.ts'
import { schedules as anySchedule, type Schedule } from './schedule.ts'
import { type Mutant, play } from './world.ts'

const CHUNK = 1_000

type Search = {
  seed: number
  schedules: number
  /** @default none */
  mutant?: Mutant
  /** Whether what was found is made small; it takes a while. @default true */
  shrink?: boolean
  say?: (sentence: string) => void
}

/** The schedule, to be read and to be run again, and each promise that it breaks. */
export type Found = { schedule: Schedule; seed: number; sentences: readonly string[] }

/** Undefined when every promise was kept. */
export const search = async ({ seed, schedules, mutant, shrink = true, say }: Search) => {
  const property = fc.asyncProperty(
    anySchedule,
    async (schedule) => (await broken(await play(schedule, mutant))).length === 0,
  )
  for (let done = 0; done < schedules; done += CHUNK) {
    const numRuns = Math.min(CHUNK, schedules - done)
    const run = { seed: seed + done, numRuns, endOnFailure: !shrink }
    const [schedule] = (await fc.check(property, run)).counterexample ?? []
    if (schedule) return found(schedule, seed + done, mutant)
    say?.(`${done + numRuns} schedules kept every promise`)
  }
  return undefined
}

const found = async (schedule: Schedule, seed: number, mutant: Mutant | undefined): Promise<Found> => ({
  schedule,
  seed,
  sentences: await broken(await play(schedule, mutant)),
})
