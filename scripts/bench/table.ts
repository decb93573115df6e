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
}

export type Section = { readonly title: string; readonly rows: readonly Row[] }

const HEAD = ['', 'ours', 'beside', 'ratio', 'goal', '']

const verdict = ({ isMet }: Row) => (isMet === undefined ? '' : isMet ? 'met' : '**missed**')

const cells = (row: Row) => [row.what, row.ours, row.beside, row.ratio, row.goal, verdict(row)]

const line = (texts: readonly (string | undefined)[]) => `| ${texts.map((text) => text ?? '').join(' | ')} |`

/** Markdown, so that it can stand in a README. */
export const table = (sections: readonly Section[]): string =>
  sections
    .flatMap(({ title, rows }) => [
      line([`**${title}**`, ...HEAD.slice(1)]),
      line(HEAD.map(() => '---')),
      ...rows.map((row) => line(cells(row))),
      '',
    ])
    .join('\n')
