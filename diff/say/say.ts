/** A report for whoever reads it. */
import type { Report } from '../judge/report.ts'
import { markdown } from './markdown.ts'
import { page } from './page.ts'
import { terminal } from './terminal.ts'
import type { Screen } from './text.ts'
import { viewOf } from './view.ts'

/** Each ends with a line break. `screen` is the terminal's. */
export const say = {
  terminal: (report: Report, screen: Screen) => terminal(viewOf(report), screen),
  markdown: (report: Report) => markdown(viewOf(report)),
  html: (report: Report) => page(viewOf(report)),
  json: (report: Report) => `${JSON.stringify(report, undefined, 2)}\n`,
} as const satisfies Record<string, (report: Report, screen: Screen) => string>

type Format = keyof typeof say

const isFormat = (text: string): text is Format => text in say

/** Throws a sentence for what is none. */
export const formatOf = (text: string): Format => {
  if (isFormat(text)) return text
  throw new Error(`--format ${text} is none; ${Object.keys(say).join(', ')} are.`)
}
