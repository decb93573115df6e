/** The diff in a terminal: the verdict first, then why, then what happens, then every change. */
import type { Change, Effect, Finding } from '../judge/report.ts'
import { cloudLines, replicasOf, sayCost } from './cloud.ts'
import type { Grouped } from './group.ts'
import { folded, type Ink, MOST, more, type Pen, section, where } from './pen.ts'
import { changes } from './terminal-changes.ts'
import { cut, indented, padded, painter, type Screen, tame } from './text.ts'
import { acceptancesOf, affectedOf, objectOf, sayPlace, type View } from './view.ts'

const INKS: Readonly<Record<string, Ink>> = {
  safe: ['black', 'bgGreen'],
  look: ['black', 'bgYellow'],
  dangerous: ['white', 'bgRed'],
}

const placed = (item: Pick<Change, 'place'>, pen: Pen) => {
  const place = sayPlace(item)
  return place === '' ? [] : [pen.paint('dim', `    ${cut(place, pen.width - 4)}`)]
}

const danger = ({ each, folders }: Grouped<Finding>, isLastOfRule: boolean, pen: Pen): readonly string[] => [
  `  ${pen.paint('red', '✗')} ${pen.paint('bold', objectOf(each))}  ${where(folders, pen)}  ${pen.paint('red', each.rule)}`,
  ...indented(each.says, pen, 4),
  ...(isLastOfRule ? indented(each.why, pen, 4).map((line) => pen.paint('dim', line)) : []),
  ...placed(each, pen),
]

const onPurpose = (view: View, pen: Pen): readonly string[] => {
  const lines = acceptancesOf(view)
  const shown = folded(lines, MOST.entries, pen)
  const how = `On purpose? Say so in ${view.report.acceptIn}, and why:`
  return [
    '',
    ...indented(how, pen, 2),
    ...shown.map((line) => `    ${pen.paint('dim', line)}`),
    ...more(lines.length - shown.length, 'of them', pen),
  ]
}

/** Why a rule is one is said once. */
const dangers = (view: View, pen: Pen) => {
  const all = view.dangers
  if (all.length === 0) return []
  const shown = folded(all, MOST.entries, pen)
  const lines = shown.flatMap((grouped, index) =>
    danger(grouped, shown[index + 1]?.each.rule !== grouped.each.rule, pen),
  )
  const rest = more(all.length - shown.length, 'dangers', pen)
  return section('Dangerous', [...lines, ...rest, ...onPurpose(view, pen)], pen)
}

const accepted = ({ accepted, report }: View, pen: Pen) =>
  section(
    'Accepted',
    [
      ...accepted.flatMap(({ each, folders }) => [
        `  ${pen.paint('yellow', '!')} ${pen.paint('bold', objectOf(each))}  ${where(folders, pen)}  ${each.rule}`,
        ...indented(each.says, pen, 4),
        ...indented(`Accepted: ${each.accepted}`, pen, 4).map((line) => pen.paint('yellow', line)),
      ]),
      ...report.idle.flatMap(({ rule, object }) =>
        indented(`${rule} is accepted for ${object}, but nothing here is that.`, pen, 2),
      ),
    ],
    pen,
  )

const EFFECTS: Readonly<Record<Effect['does'], Ink>> = {
  loses: 'red',
  refused: 'red',
  recreated: 'yellow',
  stops: 'yellow',
  rolls: 'green',
  starts: 'green',
  scaled: 'green',
  nothing: 'dim',
}

const NAME = 14
const WIDEST = 40
const DOES = 10

const effect = ({ each, folders }: Grouped<Effect>, pen: Pen): readonly string[] => [
  `  ${padded(cut(affectedOf(each), WIDEST), NAME)} ${pen.paint(EFFECTS[each.does], padded(each.does, DOES))} ${where(folders, pen)}`,
  ...indented(each.says, pen, 4),
  ...each.lounge.flatMap((says) => indented(`♪ ${says}`, pen, 4)).map((line) => pen.paint('magenta', line)),
]

const effects = ({ effects }: View, pen: Pen) => {
  const shown = folded(effects, MOST.entries, pen)
  const lines = shown.flatMap((each) => effect(each, pen))
  return section('What happens', [...lines, ...more(effects.length - shown.length, 'workloads', pen)], pen)
}

const looks = ({ looks }: View, pen: Pen) => {
  const kinds = looks.filter(({ each }) => each.rule !== 'not-judged')
  const rest = looks.filter(({ each }) => each.rule === 'not-judged')
  const lines = kinds.flatMap(({ each, folders }) => [
    `  ${pen.paint('yellow', '?')} ${pen.paint('bold', objectOf(each))}  ${where(folders, pen)}`,
    ...indented(each.says, pen, 4),
  ])
  const names = [...new Set(rest.map(({ each }) => objectOf(each)))]
  const shown = folded(names, MOST.entries, pen)
  const others = shown.length < names.length ? ` and ${names.length - shown.length} more` : ''
  const unknown =
    names.length === 0
      ? []
      : indented(`No rule knows whether it is right: ${shown.join(', ')}${others}.`, pen, 2)
  return section('Worth a look', [...lines, ...unknown], pen)
}

const CLOUD_INKS: Readonly<Record<string, Ink>> = {
  '+': 'green',
  '-': 'red',
  '±': 'red',
  '~': 'yellow',
  '?': 'yellow',
}

const replica = ({ report }: View, pen: Pen) => {
  const lines = replicasOf(report).flatMap((each) => [
    `  ${pen.paint('bold', each.of)}  ${sayCost(each)}  ${pen.paint('dim', `by ${each.by}`)}`,
    ...cloudLines(each).flatMap(({ sign, says }) =>
      indented(`${sign} ${says}`, pen, 4).map((line) => pen.paint(CLOUD_INKS[sign] as Ink, line)),
    ),
  ])
  return section('The replica', lines, pen)
}

/** Without colour it is the same text. */
export const terminal = (view: View, screen: Screen): string => {
  const pen: Pen = { ...screen, paint: painter(screen) }
  const { verdict, headline, report } = view
  const lines = [
    `${pen.paint(INKS[verdict] as Ink, ` ${verdict.toUpperCase()} `)} ${tame(report.base)} → ${tame(report.head)}: ${headline}`,
    ...dangers(view, pen),
    ...accepted(view, pen),
    ...effects(view, pen),
    ...replica(view, pen),
    ...looks(view, pen),
    ...changes(view, pen),
  ]
  return `${lines.join('\n')}\n`
}
