/** Faults put into the switch on purpose, to show that the simulation finds them. */
import type { Commit, Term } from '../../workloads/lounge/log.ts'
import { opening } from '../../workloads/midi/term.ts'
import type { Mutant } from './world.ts'

/** A node that has forgotten whom it served whenever it is asked. */
const forgetful: Mutant = { served: () => ({ highest: (): Term | null => null, keep: () => {} }) }

/** A side that opens as soon as it sees the closing commit, whatever is still on its way. */
const hasty: Mutant = {
  mutate: (ledger, { environment, now }) => {
    const open = (head: Commit) => ledger.append(opening({ head, environment, at: now() }, 'no', []))
    return {
      ...ledger,
      follow: (follower, signal) =>
        ledger.follow(
          {
            ...follower,
            commit: (commit) => {
              follower.commit(commit)
              if (commit.kind === 'closing' && commit.other === environment)
                open(commit).catch(() => undefined)
            },
          },
          signal,
        ),
    }
  },
}

/** A side that believes its changes before they are written, and is mistaken at times. */
const credulous: Mutant = {
  mutate: (ledger) => {
    let count = 0
    return {
      ...ledger,
      append: async (commit) => {
        count += 1
        if (commit.kind !== 'changes' || count % 4 > 0) return ledger.append(commit)
        return { appended: true }
      },
    }
  },
}

export const mutants = {
  'the node does not check the term': forgetful,
  'a side opens before every commit is there': hasty,
  'a change is acknowledged before it is written': credulous,
} satisfies Record<string, Mutant>
