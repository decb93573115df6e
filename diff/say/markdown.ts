/** The diff as a comment on a pull request: the verdict first, the rest folded, never longer than GitHub takes. */
import type { Change, Effect, Field, Finding, Verdict } from '../judge/report.ts'
import { cloudLines, replicasOf, sayCost } from './cloud.ts'
import { code, markdown as plain } from './escape.ts'
import type { Grouped } from './group.ts'
import { cut } from './text.ts'
import { sayChange, tryLines } from './value.ts'
import {
  acceptancesOf,
  affectedOf,
  linesOf,
  objectOf,
  SIGNS,
  sayPlace,
  sayRelabelled,
  type View,
} from './view.ts'

/** GitHub takes 65 536 characters; as bytes they are no more. The rest is for the last sentence. */
const MOST_BYTES = 65_000

/** By which the comment is found again. */
export const MARK = '<!-- lounge diff -->'

const SIGNALS: Readonly<Record<Verdict, string>> = {
  safe: '🟢 Safe',
  look: '🟡 Look',
  dangerous: '🔴 Dangerous',
}

/** Of a value; the rest is in the JSON. */
const MOST_LETTERS = 300

/** Lines that may be left out one by one, between lines that belong together. */
type Block = {
  readonly start: readonly string[]
  readonly lines: readonly string[]
  readonly end: readonly string[]
}

const folds = (title: string, lines: readonly string[], isOpen = false): readonly Block[] =>
  lines.length === 0
    ? []
    : [
        {
          start: ['', `<details${isOpen ? ' open' : ''}><summary>${title}</summary>`, ''],
          lines,
          end: ['', '</details>'],
        },
      ]

const places = (folders: readonly string[]) => plain(folders.join(', '))

const placed = (item: Pick<Change, 'place'>) => {
  const place = sayPlace(item)
  return place === '' ? '' : ` · ${code(place)}`
}

const finding = ({ each, folders }: Grouped<Finding>) =>
  `- **${plain(objectOf(each))}** · ${places(folders)} · ${code(each.rule)}${placed(each)}<br>${plain(each.says)} ${plain(each.why)}`

const dangers = (view: View): readonly Block[] => {
  if (view.dangers.length === 0) return []
  return [
    { start: [''], lines: view.dangers.map(finding), end: [] },
    ...folds(
      `On purpose? Say so in ${code(view.report.acceptIn)}, and why`,
      acceptancesOf(view).map((line) => `- ${code(line)}`),
    ),
  ]
}

const accepted = ({ accepted, report }: View): readonly Block[] => {
  const idle = report.idle.map(
    ({ rule, object }) => `- ${code(rule)} is accepted for ${plain(object)}, but nothing here is that.`,
  )
  const lines = accepted.map((each) => `${finding(each)}<br>**Accepted:** ${plain(each.each.accepted ?? '')}`)
  return folds(`Accepted: ${accepted.length}`, [...lines, ...idle], true)
}

const effect = ({ each, folders }: Grouped<Effect>) => {
  const lounge = each.lounge.map((says) => `<br>♪ ${plain(says)}`).join('')
  return `| ${plain(affectedOf(each))} | ${each.does} | ${places(folders)} | ${plain(each.says)}${lounge} |`
}

const effects = ({ effects }: View): readonly Block[] =>
  folds(
    `What happens to ${effects.length === 1 ? 'one workload' : `${effects.length} workloads`}`,
    effects.length === 0 ? [] : ['| workload | | where | |', '|---|---|---|---|', ...effects.map(effect)],
    true,
  )

const replica = ({ report }: View) =>
  replicasOf(report).flatMap((each) =>
    folds(
      `The replica ${plain(each.of)}: ${plain(sayCost(each))}`,
      [
        ...cloudLines(each).map(({ sign, says }) => `- ${code(sign)} ${plain(says)}`),
        `- by ${plain(each.by)}`,
      ],
      true,
    ),
  )

const looks = ({ looks }: View) =>
  folds(
    `Worth a look: ${looks.length}`,
    looks.map(
      ({ each, folders }) => `- **${plain(objectOf(each))}** · ${places(folders)}: ${plain(each.says)}`,
    ),
  )

const field = (grouped: Grouped<Change>) => (each: Field, index: number) => {
  const said = linesOf(grouped, index)
  const lines = tryLines(each)
  const says = lines ? lines.map(({ sign, text }) => `${sign} ${text}`).join(' ⏎ ') : sayChange(each)
  return `  - ${plain(each.words)}: ${code(cut(says, MOST_LETTERS))}${said === '' ? '' : ` · ${code(said)}`}`
}

const change = (grouped: Grouped<Change>): readonly string[] => {
  const { each, folders } = grouped
  return [
    `- ${code(SIGNS[each.what])} **${plain(objectOf(each))}** · ${places(folders)}${placed(each)}`,
    ...each.fields.map(field(grouped)),
    ...each.because.map(({ kind, name }) => `  - restarted because it reads the ${plain(`${kind} ${name}`)}`),
  ]
}

const changes = (view: View) =>
  folds(`What changes: ${view.changes.length}`, [
    ...view.changes.flatMap(change),
    ...sayRelabelled(view).map((says) => `- ${plain(says)}`),
  ])

const bytesOf = (lines: readonly string[]) => Buffer.byteLength(lines.join('\n')) + 1

/** As many lines as there is room for; what is left out is said. */
const fitted = ({ start, lines, end }: Block, room: number): readonly string[] => {
  const rest = (count: number) =>
    count === 0 ? [] : ['', `… ${count} more lines did not fit; ${code('npm run diff')} shows them.`]
  if (bytesOf([...start, ...lines, ...end]) <= room) return [...start, ...lines, ...end]
  let left = room - bytesOf([...start, ...end, ...rest(lines.length)])
  const shown = lines.filter((line) => {
    left -= bytesOf([line])
    return left > 0
  })
  return shown.length === 0
    ? rest(lines.length)
    : [...start, ...shown, ...rest(lines.length - shown.length), ...end]
}

export const markdown = (view: View): string => {
  const { verdict, headline, report } = view
  const title = [
    MARK,
    `### ${SIGNALS[verdict]}: ${plain(headline)}`,
    '',
    `${code(report.base)} → ${code(report.head)}`,
  ]
  const blocks = [
    ...dangers(view),
    ...accepted(view),
    ...effects(view),
    ...replica(view),
    ...looks(view),
    ...changes(view),
  ]
  const lines = [...title]
  for (const block of blocks) lines.push(...fitted(block, MOST_BYTES - bytesOf(lines)))
  return `${lines.join('\n')}\n`
}
