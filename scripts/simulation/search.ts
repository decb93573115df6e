/** Looks for a schedule that breaks a promise, and makes it as small as it can. */
import fc from 'fast-check'
import { broken } from './properties.ts'
import { type Schedule, schedules as anySchedule } from './schedule.ts'
import { type Mutant, play } from './world.ts'

const CHUNK = 1_000

type Search = { seed: number; schedules: number; mutant?: Mutant; say?: (sentence: string) => void }

const failed = (schedule: Schedule, sentences: readonly string[], seed: number) =>
  [
    `again with --seed ${seed}:`,
    `  chance ${schedule.seed}, ${schedule.replicas} replicas of midi`,
    ...schedule.steps.map((step) => `  ${JSON.stringify(step)}`),
    ...sentences,
  ].join('\n')

/** Undefined when every promise was kept, else the smallest schedule that was found and what it breaks. */
export const search = async ({ seed, schedules, mutant, say }: Search): Promise<string | undefined> => {
  const property = fc.asyncProperty(anySchedule, async (schedule) => {
    const sentences = await broken(await play(schedule, mutant))
    if (sentences.length > 0) throw new Error(sentences.join('\n'))
  })
  for (let done = 0; done < schedules; done += CHUNK) {
    const numRuns = Math.min(CHUNK, schedules - done)
    const { counterexample } = await fc.check(property, { seed: seed + done, numRuns })
    if (counterexample) {
      const [schedule] = counterexample
      return failed(schedule, await broken(await play(schedule, mutant)), seed + done)
    }
    say?.(`${done + numRuns} schedules kept every promise`)
  }
  return undefined
}
