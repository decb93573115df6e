import { describe, expect, test } from 'vitest'
import { say } from '../say/say.ts'
import { cases } from '../testing/cases/index.ts'
import { patched } from '../testing/lounge.ts'
import { judge } from './judge.ts'
import type { Report } from './report.ts'

const said = ({ findings, effects }: Report) => [
  ...findings.map(({ rule, object, says }) => `${rule}: ${object.kind} ${object.name}: ${says}`),
  ...effects.flatMap(({ does, object, says, lounge }) => [`${object.name} ${does}: ${says}`, ...lounge]),
]

const reports = new Map(
  cases.map((each) => [
    each,
    judge(patched(each.patch, each.in), {
      base: 'main',
      head: 'here',
      ...(each.accepted && { accepted: each.accepted }),
    }),
  ]),
)
const reportOf = (each: (typeof cases)[number]) => reports.get(each) as Report

describe('small real changes', () => {
  test.each(cases)('$title: $verdict', (each) => {
    const report = reportOf(each)

    expect(report.verdict, said(report).join('\n')).toBe(each.verdict)
    for (const sentence of each.says ?? []) expect(said(report)).toContain(sentence)
    for (const words of each.silent ?? []) expect(said(report).join('\n')).not.toContain(words)
  })

  test('every danger is of a rule that its case is about', () => {
    for (const each of cases) {
      const rules = reportOf(each).findings.filter(({ level }) => level === 'dangerous')
      expect([...new Set(rules.map(({ rule }) => rule))].sort(), each.title).toEqual(
        [...(each.rules ?? [])].sort(),
      )
    }
  })

  test('no view shows a secret', () => {
    for (const each of cases.filter(({ secret }) => secret)) {
      const views = Object.values(say).map((view) =>
        view(reportOf(each), { width: 100, colour: false, full: true }),
      )
      for (const view of views) expect(view, each.title).not.toContain(each.secret)
    }
  })
})
