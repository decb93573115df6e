/** The one table: what was measured beside what, in which ratio, and whether that was the goal. */

export type Row = {
  /** What was measured, and its unit. */
  readonly what: string
  readonly ours: string
  /** What stands beside it, named: a rival, a floor. */
  readonly beside?: string
  /** Ours over theirs. */
  readonly ratio?: string
  readonly goal?: string
  readonly isMet?: boolean
  /** Why it is known that this goal is missed: README.md says more. */
  readonly excuse?: string
}

export type Section = { readonly title: string; readonly rows: readonly Row[] }

/** A goal that every round has to meet. */
export const atMost = (most: number, rounds: readonly number[]) => ({
  goal: `≤ ${most}`,
  isMet: rounds.every((one) => one <= most),
})

const HEAD = ['', 'ours', 'beside', 'ratio', 'goal', '']

const verdict = ({ isMet, excuse }: Row) => {
  if (isMet === undefined) return ''
  if (isMet) return 'met'
  return excuse === undefined ? '**missed**' : `missed: ${excuse}`
}

/** Whether a goal is missed that nothing excuses. */
export const isMissed = (sections: readonly Section[]) =>
  sections.some(({ rows }) => rows.some(({ isMet, excuse }) => isMet === false && excuse === undefined))

const cells = (row: Row) => [row.what, row.ours, row.beside, row.ratio, row.goal, verdict(row)]

const line = (texts: readonly (string | undefined)[]) => `| ${texts.map((text) => text ?? '').join(' | ')} |`

/** Markdown, so that it can stand in a README. */
export const table = ({ title, rows }: Section): string =>
  [
    line([`**${title}**`, ...HEAD.slice(1)]),
    line(HEAD.map(() => '---')),
    ...rows.map((row) => line(cells(row))),
    '',
  ].join('\n')
