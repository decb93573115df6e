/** What a look at both sides comes to: whether it is well, and what people are told. */
import type { Level } from '../../workloads/data/level/level.ts'

type Answer = {
  /** For people, a line each. */
  readonly says: readonly string[]
  /** None where all is well. */
  readonly wrong?: string
}

/** What replication is about to mend; nobody has to be told before the time is over. */
export const BEHIND = 'behind'

/** A side that does not answer now may soon. */
export const answered = async (look: () => Promise<Level>, homeHasAll: boolean): Promise<Answer> => {
  try {
    const { isLevel, homeLacks, says } = await look()
    const isWell = homeHasAll ? homeLacks.length === 0 : isLevel
    return isWell ? { says } : { says, wrong: BEHIND }
  } catch (error) {
    const { message: wrong } = error as Error
    return { says: [wrong], wrong }
  }
}
