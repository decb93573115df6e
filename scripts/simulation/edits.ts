/** Guards of the switch, each taken out of the shipped code by one edit: the simulation must find every one out. */

type Edit = {
  /** In workloads/. */
  readonly file: string
  /** Stands there once. */
  readonly from: string
  readonly to: string
}

export const edits: Readonly<Record<string, Edit>> = {
  'the node serves any term': {
    file: 'midi-node/served.ts',
    from: 'highest === null ||',
    to: 'true ||',
  },
  'a closing commit does not end the writing': {
    file: 'midi/term.ts',
    from: "commit === null || commit.kind === 'closing' ? null",
    to: 'commit === null ? null',
  },
  'both sides may take the same number': {
    file: 'midi/term.ts',
    from: '? 2 : 1)',
    to: '? 1 : 1)',
  },
  'a term opens before every commit is there': {
    file: 'midi/terms.ts',
    from: 'if (await this.#isWhole(commit).catch(() => false))',
    to: 'if (commit !== undefined)',
  },
  'a side whose turn it is does not open': {
    file: 'midi/conductor.ts',
    from: '    this.terms.consider()\n',
    to: '',
  },
  'a gap in the log is not read back': {
    file: 'midi/conductor.ts',
    from: "if (taken === 'gap') await",
    to: 'if (false) await',
  },
  'data takes a commit that does not continue its log': {
    file: 'data/commits.ts',
    from: '  if (ahead < 0) return false\n',
    to: '  if (ahead <= 0) return true\n',
  },
  'a line that comes again is done again': {
    file: 'midi/head.ts',
    from: 'return change && oldest && change',
    to: 'return undefined && change',
  },
  'an answer does not wait for the node': {
    file: 'midi/reports.ts',
    from: 'return reached() ?? (await this.#wait(reached))',
    to: 'return reached() ?? ({ values: {} } as never)',
  },
}
