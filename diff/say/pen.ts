/** What every section of the terminal's view is written with: width, colour, folding. */
import type { painter, Screen } from './text.ts'

type Paint = ReturnType<typeof painter>
export type Ink = Parameters<Paint>[0]

export type Pen = Screen & { readonly paint: Paint }

/** Of a section, of an object and of a text; `full` shows all. */
export const MOST = { entries: 12, fields: 6, lines: 8 }

export const folded = <Each>(all: readonly Each[], most: number, { full }: Screen): readonly Each[] =>
  full ? all : all.slice(0, most)

export const more = (count: number, what: string, pen: Pen): readonly string[] =>
  count > 0 && !pen.full ? [pen.paint('dim', `    … ${count} more ${what}; --full shows all`)] : []

export const section = (title: string, lines: readonly string[], { paint }: Pen): readonly string[] =>
  lines.length === 0 ? [] : ['', paint('bold', title), ...lines]

export const where = (folders: readonly string[], { paint }: Pen) => paint('cyan', folders.join(', '))
