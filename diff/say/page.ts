/** The diff as one HTML page that needs nothing else: no script, no font, no address. */
import type { Change, Effect, Field, Finding, Replica } from '../judge/report.ts'
import { cloudLines, replicasOf, sayCost } from './cloud.ts'
import { html } from './escape.ts'
import { graphsIn, picture } from './graph.ts'
import type { Grouped } from './group.ts'
import { STYLE } from './style.ts'
import { pairOf, sayChange, tryLines } from './value.ts'
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

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? '' : `<section><h2>${title}</h2>\n${lines.join('\n')}\n</section>`

const where = (folders: readonly string[]) => `<span class="where">${html(folders.join(', '))}</span>`

const placed = (item: Pick<Change, 'place'>) => {
  const place = sayPlace(item)
  const { construct } = item.place ?? {}
  return place === ''
    ? ''
    : `<p class="soft"><code>${html(place)}</code>${construct && construct !== place ? ` ${html(construct)}` : ''}</p>`
}

const finding = ({ each, folders }: Grouped<Finding>) =>
  `<article class="${each.accepted ? 'taken' : 'danger'}"><code class="rule">${html(each.rule)}</code><strong>${html(objectOf(each))}</strong>${where(folders)}` +
  `<p>${html(each.says)}</p><p class="soft">${html(each.why)}</p>${each.accepted ? `<p><strong>Accepted:</strong> ${html(each.accepted)}</p>` : ''}${placed(each)}</article>`

const onPurpose = (view: View) =>
  `<details><summary class="soft">On purpose? Say so in <code>${html(view.report.acceptIn)}</code>, and why</summary><pre>${acceptancesOf(view).map(html).join('\n')}</pre></details>`

const dangers = (view: View) =>
  view.dangers.length === 0 ? '' : section('Dangerous', [...view.dangers.map(finding), onPurpose(view)])

const accepted = ({ accepted, report }: View) =>
  section('Accepted', [
    ...accepted.map(finding),
    ...report.idle.map(
      ({ rule, object }) =>
        `<p class="soft"><code>${rule}</code> is accepted for ${html(object)}, but nothing here is that.</p>`,
    ),
  ])

const effect = ({ each, folders }: Grouped<Effect>) =>
  `<article><span class="does ${each.does}">${each.does}</span><strong>${html(affectedOf(each))}</strong>${where(folders)}<p>${html(each.says)}</p>` +
  `${each.lounge.map((says) => `<p class="show">♪ ${html(says)}</p>`).join('')}</article>`

const TIMES = [
  ['both', 'what changes'],
  ['before', 'before'],
  ['after', 'after'],
] as const

const graph = ({ folders, edges }: ReturnType<typeof graphsIn>[number], index: number) => {
  const times = TIMES.map(
    ([value, says], place) =>
      `<label><input type="radio" name="time${index}" value="${value}"${place === 0 ? ' checked' : ''}> ${says}</label>`,
  )
  return `<section><fieldset class="times">${times.join(' ')}${where(folders)}</fieldset><div class="graph">${picture(edges)}</div></section>`
}

const graphs = ({ report }: View) => {
  const all = graphsIn(report)
  return all.length === 0 ? '' : `<h2>Who can reach whom</h2>\n${all.map(graph).join('\n')}`
}

const lines = (field: Field) =>
  (tryLines(field) ?? []).map(({ sign, text }) =>
    sign === '-' ? `<del>- ${html(text)}</del>` : sign === '+' ? `<ins>+ ${html(text)}</ins>` : html(text),
  )

const value = (field: Field): string => {
  if (tryLines(field)) return `<pre>${lines(field).join('\n')}</pre>`
  const { from, to, isOrder } = field
  if (isOrder || from === undefined || to === undefined) return `<code>${html(sayChange(field))}</code>`
  const [before, after] = pairOf(from, to)
  return `<code><del>${html(before)}</del> → <ins>${html(after)}</ins></code>`
}

const saidOf = (grouped: Grouped<Change>, index: number) => {
  const lines = linesOf(grouped, index)
  return lines === '' ? '' : `<br><code class="soft">${html(lines)}</code>`
}

const fields = (grouped: Grouped<Change>) => {
  const { fields, because } = grouped.each
  const rows = [
    ...fields.map(
      (each, index) =>
        `<tr><td>${html(each.words)}</td><td>${value(each)}${saidOf(grouped, index)}</td></tr>`,
    ),
    ...because.map(
      ({ kind, name }) =>
        `<tr><td colspan="2" class="soft">restarted because it reads the ${html(`${kind} ${name}`)}</td></tr>`,
    ),
  ]
  return rows.length === 0 ? '' : `<table>${rows.join('')}</table>`
}

const whole = ({ manifest }: Change) =>
  manifest === undefined
    ? ''
    : `<details><summary class="soft">the whole object</summary><pre>${html(JSON.stringify(manifest, undefined, 2))}</pre></details>`

const change = (grouped: Grouped<Change>) => {
  const { each, folders } = grouped
  return `<article><span class="sign">${html(SIGNS[each.what])}</span><strong>${html(objectOf(each))}</strong>${where(folders)}${placed(each)}${fields(grouped)}${whole(each)}</article>`
}

const looks = ({ looks }: View) =>
  section(
    'Worth a look',
    looks.map(
      ({ each, folders }) =>
        `<article><strong>${html(objectOf(each))}</strong>${where(folders)}<p>${html(each.says)}</p></article>`,
    ),
  )

const changes = (view: View) =>
  section('What changes', [
    ...view.changes.map(change),
    ...sayRelabelled(view).map((says) => `<p class="soft">${says}</p>`),
  ])

const cloud = (each: Replica) =>
  `<article><strong>${html(each.of)}</strong> ${html(sayCost(each))}<p class="soft">by ${html(each.by)}</p>` +
  `<pre>${cloudLines(each)
    .map(({ sign, says }) => html(`${sign} ${says}`))
    .join('\n')}</pre></article>`

const replica = ({ report }: View) => section('The replica', replicasOf(report).map(cloud))

const happens = ({ effects }: View) => section('What happens', effects.map(effect))

const PARTS = [dangers, accepted, happens, replica, graphs, looks, changes]

export const page = (view: View): string => {
  const { verdict, headline, report } = view
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(`${verdict}: ${headline}`)}</title><style>${STYLE}</style></head><body class="${verdict}">
<h1><span class="verdict">${verdict}</span> <span>${html(headline)}</span></h1>
<p class="soft"><code>${html(report.base)}</code> → <code>${html(report.head)}</code></p>
${PARTS.map((part) => part(view))
  .filter((part) => part !== '')
  .join('\n')}
</body></html>
`
}
