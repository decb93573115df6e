/** What every view shows, in the order in which it is read: verdict, dangers, what happens, what changes. */

import { sayTime } from '../consequence/seconds.ts'
import type { Change, Effect, Finding, Report, Verdict } from '../judge/report.ts'
import { nameOf } from '../objects/name.ts'
import { isWorkload } from '../objects/pods.ts'
import { isVersionLabel } from '../objects/version-label.ts'
import { type Grouped, together } from './group.ts'

export type View = {
  readonly report: Report
  readonly verdict: Verdict
  /** One sentence. */
  readonly headline: string
  readonly dangers: readonly Grouped<Finding>[]
  readonly accepted: readonly Grouped<Finding>[]
  /** Without who is away, which `effects` say better. */
  readonly looks: readonly Grouped<Finding>[]
  readonly effects: readonly Grouped<Effect>[]
  readonly changes: readonly Grouped<Change>[]
  /** Objects of which only the label of the version changes; `changes` leaves them out. */
  readonly relabelled: number
}

const counted = (count: number, one: string, many = `${one}s`) =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]

const WEIGHT: readonly Effect['does'][] = [
  'loses',
  'refused',
  'recreated',
  'stops',
  'rolls',
  'starts',
  'scaled',
  'nothing',
]

/** Who is away longest: what most people want to know. */
const awayIn = ({ effects }: Report): readonly string[] => {
  const [longest] = effects
    .filter(({ away = 0 }) => away > 0)
    .toSorted((a, b) => (b.away ?? 0) - (a.away ?? 0))
  return longest ? [`${longest.object.name} away for up to ${sayTime(longest.away ?? 0)}`] : []
}

const headlineOf = (report: Report, changes: readonly Grouped<Change>[]) => {
  const of = (...what: readonly string[]) => changes.filter(({ each }) => what.includes(each.what)).length
  if (report.changes.length === 0)
    return report.replica.length === 0 ? 'nothing changes.' : 'only the replica changes.'
  const folders = new Set(report.changes.map(({ folder }) => folder)).size
  const dangers = new Set(
    report.findings.filter(({ level }) => level === 'dangerous').map(({ rule }) => rule),
  ).size
  const parts = [
    ...counted(of('changed'), 'object changed', 'objects changed'),
    ...counted(of('added'), 'added', 'added'),
    ...counted(of('removed'), 'removed', 'removed'),
    ...counted(of('moved', 'renamed'), 'moved', 'moved'),
  ]
  const away = awayIn(report).map((each) => `; ${each}`)
  const warns = dangers === 0 ? '' : `${dangers} ${dangers === 1 ? 'danger' : 'kinds of danger'}; `
  return `${warns}${parts.join(', ')} in ${folders === 1 ? report.changes[0]?.folder : `${folders} of ${report.folders.length} places`}${away}.`
}

/** The image says which version it is; that each label says it too is noise. */
const withoutVersion = (change: Change): Change => ({
  ...change,
  fields: change.fields.filter(({ path }) => !isVersionLabel(path.at(-1))),
})

const isOnlyVersion = ({ what, fields, because }: Change) =>
  what === 'changed' && fields.length === 0 && because.length === 0

/** What says nothing of the cluster: only the code has moved. */
const isOnlyCode = ({ what, was, fields }: Change) =>
  what === 'moved' && was === undefined && fields.length === 0

/** Shown better by what happens, and by the replica's own part. */
const ELSEWHERE = ['away', 'cloud-changed']

export const viewOf = (report: Report): View => {
  const findings = together(report.findings, report)
  const quiet = report.changes.map(withoutVersion)
  const changes = together(quiet, report).filter(({ each }) => !isOnlyCode(each))
  const isAccepted = ({ each }: Grouped<Finding>) => each.accepted !== undefined
  return {
    report,
    verdict: report.verdict,
    headline: headlineOf(report, changes),
    dangers: findings.filter(({ each }) => each.level === 'dangerous'),
    accepted: findings.filter(isAccepted),
    looks: findings.filter(
      (each) => each.each.level === 'look' && !ELSEWHERE.includes(each.each.rule) && !isAccepted(each),
    ),
    effects: together(report.effects, report).toSorted(
      (a, b) => WEIGHT.indexOf(a.each.does) - WEIGHT.indexOf(b.each.does),
    ),
    changes: changes.filter(({ each }) => !isOnlyVersion(each)),
    relabelled: changes.filter(({ each }) => isOnlyVersion(each)).length,
  }
}

/** As short as it can be said: the namespace goes without saying where the environment is told. */
export const objectOf = ({ object }: { readonly object: Change['object'] }) => `${object.kind} ${object.name}`

/** What a workload is called says enough; of anything else its kind is said. */
export const affectedOf = ({ object }: Effect) => (isWorkload(object) ? object.name : objectOf({ object }))

export const sayPlace = ({ place }: Pick<Change, 'place'>): string => {
  if (!place?.file) return place?.construct ?? ''
  return `${place.file}${place.line === undefined ? '' : `:${place.line}`}`
}

const sayLine = ({ file, line }: { readonly file: string; readonly line: number }) => `${file}:${line}`

/** The lines that say so, of every environment its own: `workloads/environments.ts:24, 51`. */
export const linesOf = ({ all }: Grouped<Change>, index: number): string => {
  const lines = new Set(all.flatMap(({ fields }) => fields[index]?.said ?? []).map(sayLine))
  const byFile = Map.groupBy(lines, (line) => line.slice(0, line.lastIndexOf(':')))
  return [...byFile]
    .map(([file, those]) => `${file}:${those.map((line) => line.slice(file.length + 1)).join(', ')}`)
    .join('; ')
}

const acceptanceOf = ({ each, folders }: Grouped<Finding>) => {
  const { rule, object } = each
  const where = folders.length > 1 && object.namespace !== null ? { ...object, namespace: '*' } : object
  return `{ rule: '${rule}', object: '${nameOf(where)}', reason: '…' }`
}

/** What to write so that the dangers are taken on knowingly, one line each. */
export const acceptancesOf = ({ dangers, report }: View): readonly string[] => {
  const lines = new Set(dangers.map(acceptanceOf))
  return [...lines].map((line) => (report.acceptIn.endsWith('.yaml') ? `- ${line}` : `${line},`))
}

export const sayRelabelled = ({ relabelled }: View): readonly string[] =>
  relabelled === 0
    ? []
    : [`${relabelled} more ${relabelled === 1 ? 'changes only its' : 'change only their'} version label.`]

export const SIGNS: Readonly<Record<Change['what'], string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  moved: '>',
  renamed: '>',
}
