/** Which changed line of the source holds a changed value: often a table far from the construct. */
import type { FieldChange, FolderChange, ObjectChange, Value } from '../change.ts'
import type { ChangedLine, ChangedLines } from './changed-lines.ts'

const WORD = /[\w.-]+/g

const wordsIn = (text: string): readonly string[] => text.match(WORD) ?? []

const wordsOf = (value: Value | undefined): readonly string[] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? wordsIn(String(value))
    : []

/** What is new in a value: `0.2.0` of an image. */
const news = (value: Value | undefined, other: Value | undefined) => {
  const known = new Set(wordsOf(other))
  return wordsOf(value).filter((word) => !known.has(word))
}

const holds = ({ text }: ChangedLine, words: readonly string[]) => {
  const said = new Set(wordsIn(text))
  return words.every((word) => said.has(word))
}

/** Narrows where that leaves anything. */
const prefer = (lines: readonly ChangedLine[], isBetter: (line: ChangedLine) => boolean) => {
  const better = lines.filter(isBetter)
  return better.length > 0 ? better : lines
}

type Where = { readonly folder: string; readonly change: ObjectChange; readonly field: FieldChange }

const mentions = ({ text, within, file }: ChangedLine, word: string) =>
  within.includes(word) || file.split('/').includes(word) || wordsIn(text).includes(word)

/** The only line that can be meant; none when there are more. */
const lineOf = ({ folder, change, field }: Where, { removed, added }: ChangedLines) => {
  const isGone = field.to === undefined
  const words = isGone ? wordsOf(field.from) : news(field.to, field.from)
  if (words.length === 0) return undefined
  const key = String(field.path.findLast((step) => typeof step === 'string'))
  const holding = (isGone ? removed : added).filter((each) => holds(each, words))
  const [line, ...others] = [folder, key, change.identity.name].reduce<readonly ChangedLine[]>(
    (lines, word) => prefer(lines, (each) => mentions(each, word)),
    holding,
  )
  return others.length === 0 ? line : undefined
}

const withLine = (where: Where, lines: ChangedLines): FieldChange => {
  const found = lineOf(where, lines)
  return found ? { ...where.field, said: { file: found.file, line: found.line } } : where.field
}

/** The same changes, each field with the line that says it, where exactly one can be meant. */
export const withLines = (folders: readonly FolderChange[], lines: ChangedLines): readonly FolderChange[] =>
  folders.map((folder) => ({
    ...folder,
    changes: folder.changes.map((change) => ({
      ...change,
      fields: change.fields.map((field) => withLine({ folder: folder.folder, change, field }, lines)),
    })),
  }))
