/** The lines of a repository that differ between two revisions, as git says. */
import type { Git } from '../revision/git.ts'
import type { Revision } from '../revision/revision.ts'

export type ChangedLine = {
  readonly file: string
  readonly line: number
  readonly text: string
  /** Keys of the blocks it stands in, the innermost first: `replicas`, `prod`, `environments`. */
  readonly within: readonly string[]
}

export type ChangedLines = {
  readonly removed: readonly ChangedLine[]
  readonly added: readonly ChangedLine[]
}

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/
const FILE = /^(?:---|\+\+\+) [ab]\/(.*)$/
const BLOCK = /^(\s*)['"]?([\w-]+)['"]?\s*:\s*[{[]/

/** More than any file has lines: each hunk then holds its whole file, so that one can tell what a line is in. */
const WHOLE = '--unified=1000000'

/** However git is set up here. */
const PLAIN = ['--no-color', '--no-ext-diff', '--no-renames', '--src-prefix=a/', '--dst-prefix=b/']

/** What no manifest is made of. */
const NOT_SOURCE = ['*.test.ts', '*.md', '*.svg', 'package-lock.json'].map((glob) => `:(exclude)${glob}`)

type Open = { readonly indent: number; readonly key: string }

const indentOf = (text: string) => text.length - text.trimStart().length

/** Blocks that are open at a line, outermost first. */
const enter = (open: readonly Open[], text: string): readonly Open[] => {
  if (text.trim() === '') return open
  const indent = indentOf(text)
  const still = open.filter((block) => block.indent < indent)
  const key = BLOCK.exec(text)?.[2]
  return key === undefined ? still : [...still, { indent, key }]
}

/** One side of a file's hunk; `mark` is that of the lines only this side has. */
const sideOf = (hunk: readonly string[], file: string, mark: '+' | '-'): readonly ChangedLine[] => {
  const lines = hunk.filter((each) => each.startsWith(mark) || each.startsWith(' '))
  let open: readonly Open[] = []
  return lines.flatMap((each, index) => {
    const text = each.slice(1)
    open = enter(open, text)
    const within = open.map(({ key }) => key).reverse()
    return each.startsWith(mark) ? [{ file, line: index + 1, text, within }] : []
  })
}

const fileOf = (head: readonly string[], mark: string) =>
  FILE.exec(head.find((each) => each.startsWith(mark)) ?? '')?.[1] ?? ''

const linesOf = (file: string): ChangedLines => {
  const all = file.split('\n')
  const start = all.findIndex((each) => HUNK.test(each))
  if (start < 0) return { removed: [], added: [] }
  const [head, hunk] = [all.slice(0, start), all.slice(start + 1)]
  return {
    removed: sideOf(hunk, fileOf(head, '---'), '-'),
    added: sideOf(hunk, fileOf(head, '+++'), '+'),
  }
}

export const changedLines = async (git: Git, base: Revision, head: Revision): Promise<ChangedLines> => {
  const revisions = [base.commit, head.commit].filter((commit) => commit !== undefined)
  const text = await git.ask('diff', ...PLAIN, WHOLE, ...revisions, '--', '.', ...NOT_SOURCE)
  const files = text.split(/^diff --git .*$/m).map(linesOf)
  return {
    removed: files.flatMap(({ removed }) => removed),
    added: files.flatMap(({ added }) => added),
  }
}
