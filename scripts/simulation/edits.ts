/** Guards of the switch, each taken out of the shipped code by one edit: the simulation must find every one out. */
import type { Edit, Mutant } from '../mutants/mutant.ts'

const without = (name: string, edit: Edit): Mutant => ({ name, edits: [edit], says: /a promise was broken/ })

export const MUTANTS: readonly Mutant[] = [
  without('the node serves any term', {
    file: 'midi-node/served.ts',
    from: 'highest === null ||',
    to: 'true ||',
  }),
  without('a closing commit does not end the writing', {
    file: 'midi/term.ts',
    from: "commit === null || commit.kind === 'closing' ? null",
    to: 'commit === null ? null',
  }),
  without('both sides may take the same number', {
    file: 'midi/term.ts',
    from: '? 2 : 1)',
    to: '? 1 : 1)',
  }),
  without('a term opens before every commit is there', {
    file: 'midi/terms.ts',
    from: 'if (await this.#isWhole(commit).catch(() => false))',
    to: 'if (commit !== undefined)',
  }),
  without('a side whose turn it is does not open', {
    file: 'midi/conductor.ts',
    from: '    this.terms.consider()\n',
    to: '',
  }),
  without('a gap in the log is not read back', {
    file: 'midi/conductor.ts',
    from: "if (taken === 'gap') await",
    to: 'if (false) await',
  }),
  without('data takes a commit that does not continue its log', {
    file: 'data/commits.ts',
    from: '  if (ahead < 0) return false\n',
    to: '  if (ahead <= 0) return true\n',
  }),
  without('a line that comes again is done again', {
    file: 'midi/head.ts',
    from: 'return change && oldest && change',
    to: 'return undefined && change',
  }),
  without('an answer does not wait for the node', {
    file: 'midi/reports.ts',
    from: 'return reached() ?? (await this.#wait(reached))',
    to: 'return reached() ?? ({ values: {} } as never)',
  }),
  without('a side on standby hands over what it does not have', {
    file: 'midi/terms.ts',
    from: "if ('refusal' in so || !commit)",
    to: 'if (!commit)',
  }),
  without('a side on standby takes changes', {
    file: 'midi/term.ts',
    from: 'commit && live === environment && ',
    to: 'commit && ',
  }),
  without('a side that the node does not serve goes on writing', {
    file: 'midi/term.ts',
    from: ' && !isLockedOut(head, commit.term, lock)',
    to: '',
  }),
]
