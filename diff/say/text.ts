/** Lines of a terminal: wrapped to its width, cut in the middle, painted last. */
import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

export type Screen = {
  /** Columns. */
  readonly width: number
  readonly colour: boolean
  /** Nothing is folded. @default false */
  readonly full?: boolean
}

export const painter =
  ({ colour }: Screen) =>
  (format: Format, text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

const lengthOf = (text: string) => [...segments.segment(text)].length

// biome-ignore lint/suspicious/noControlCharactersInRegex: they move the cursor and paint, and manifests are written by anyone
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** What a terminal would obey is shown in its place. */
export const tame = (text: string) => text.replace(CONTROL, '\ufffd')

/** Keeps both ends, where names differ. */
export const cut = (text: string, width: number) => {
  const letters = [...segments.segment(text)].map(({ segment }) => segment)
  if (letters.length <= width) return text
  const tail = Math.floor((width - 1) / 2)
  return `${letters.slice(0, width - 1 - tail).join('')}…${letters.slice(letters.length - tail).join('')}`
}

/** A number and its unit stay on one line. */
const HARD = '\u00a0'
const bound = (text: string) => text.replace(/(\d) (s|min)\b/g, `$1${HARD}$2`)

/** Words on lines of at most `width`; one that is longer is cut. */
const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of bound(text).split(/[ \t\n]+/)) {
    const [last, short] = [lines.at(-1), cut(word, width)]
    if (last === undefined || lengthOf(last) + 1 + lengthOf(short) > width) lines.push(short)
    else lines[lines.length - 1] = `${last} ${short}`
  }
  return lines.map((line) => line.replaceAll(HARD, ' '))
}

export const indented = (text: string, { width }: Screen, by: number) =>
  wrap(text, Math.max(20, width - by)).map((line) => ' '.repeat(by) + line)

export const padded = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - lengthOf(text)))
