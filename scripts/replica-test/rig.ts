/** A stack in an account, for checks that are run one after the other. */
import type { Account } from './inventory.ts'
import type { Trial } from './trial.ts'

export type Rig = {
  readonly account: Account
  readonly trial: Trial
  /** Ids of what was in the account before. */
  readonly before: readonly string[]
  /** Ids of what is there now. */
  readonly there: () => Promise<readonly string[]>
}

/** Throws a sentence, or returns a remark. */
export type Check = (rig: Rig) => Promise<string | undefined>

/** A parameter of the machine, which nothing else knows. */
export const HOURS = (stack: string) => `/lounge/${stack}/hours`
