/** Whether the store takes what is written: one whose disk is full can still be read and followed. */
import { Problem } from '../service/problem.ts'

const isAway = (fault: unknown) => !(fault instanceof Problem) || fault.status >= 500

export const watchWrites = (name: string) => {
  let why: string | undefined
  return {
    /** One sentence from when a commit was not taken until one is. */
    why: () => why,
    /** Passes on what became of a commit, and remembers it. A lost race is an answer too. */
    async watched<T>(append: Promise<T>): Promise<T> {
      try {
        const done = await append
        why = undefined
        return done
      } catch (fault) {
        why = isAway(fault) ? `${name} did not take the last commit` : undefined
        throw fault
      }
    },
  }
}
