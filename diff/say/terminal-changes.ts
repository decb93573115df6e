/** Every change in the terminal: object, field, from → to, and the line that says so. */
import type { Change, Field } from '../judge/report.ts'
import type { Grouped } from './group.ts'
import { folded, type Ink, MOST, more, type Pen, section, where } from './pen.ts'
import { cut, indented } from './text.ts'
import { sayChange, tryLines } from './value.ts'
import { linesOf, objectOf, SIGNS, sayPlace, sayRelabelled, type View } from './view.ts'

const signed = (sign: string, text: string, pen: Pen) => {
  const line = `      ${sign} ${cut(text, pen.width - 8)}`
  return sign === ' ' ? line : pen.paint(sign === '-' ? 'red' : 'green', line)
}

const textLines = (field: Field, pen: Pen) => {
  const lines = tryLines(field) ?? []
  const shown = folded(lines, MOST.lines, pen)
  return [
    ...shown.map(({ sign, text }) => signed(sign, text, pen)),
    ...more(lines.length - shown.length, 'lines', pen),
  ]
}

const field = (grouped: Grouped<Change>, index: number, pen: Pen): readonly string[] => {
  const each = grouped.each.fields[index] as Field
  const lines = linesOf(grouped, index)
  const said = lines === '' ? '' : `  ${lines}`
  if (tryLines(each)) return [`    ${each.words}${pen.paint('dim', said)}`, ...textLines(each, pen)]
  const says = sayChange(each)
  if (`    ${each.words}: ${says}${said}`.length <= pen.width)
    return [`    ${each.words}: ${pen.paint('bold', says)}${pen.paint('dim', said)}`]
  const above = indented(`${each.words}:${said}`, pen, 4)
  return [...above, ...indented(says, pen, 6).map((text) => pen.paint('bold', text))]
}

const SIGN_INKS: Readonly<Record<string, Ink>> = { '+': 'green', '-': 'red', '~': 'yellow', '>': 'cyan' }

const because = ({ because }: Change, pen: Pen) =>
  because.map(({ kind, name }) => pen.paint('dim', `    restarted because it reads the ${kind} ${name}`))

const was = ({ was, object }: Change) =>
  was ? [`    was ${was.namespace === object.namespace ? was.name : `${was.namespace}/${was.name}`}`] : []

const change = (grouped: Grouped<Change>, pen: Pen): readonly string[] => {
  const { each, folders } = grouped
  const sign = SIGNS[each.what]
  const shown = folded(each.fields, MOST.fields, pen)
  const place = sayPlace(each)
  return [
    `  ${pen.paint(SIGN_INKS[sign] as Ink, sign)} ${pen.paint('bold', objectOf(each))}  ${where(folders, pen)}${place ? pen.paint('dim', `  ${place}`) : ''}`,
    ...was(each),
    ...shown.flatMap((_, index) => field(grouped, index, pen)),
    ...more(each.fields.length - shown.length, 'fields', pen),
    ...because(each, pen),
  ]
}

export const changes = (view: View, pen: Pen) => {
  const { changes } = view
  const shown = folded(changes, MOST.entries, pen)
  const lines = shown.flatMap((each) => change(each, pen))
  return section(
    'What changes',
    [
      ...lines,
      ...more(changes.length - shown.length, 'objects', pen),
      ...sayRelabelled(view).map((says) => pen.paint('dim', `  ${says}`)),
    ],
    pen,
  )
}
