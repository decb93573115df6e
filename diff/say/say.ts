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

export type Format = keyof typeof say
export const formats = Object.keys(say) as [Format, ...Format[]]
