import { describe, expect, test } from 'vitest'
import { check } from './checker.ts'
import { late, restWords } from './checks/late.ts'
import type { Change, Commit, Evidence, PedalEvent } from './evidence.ts'

const at = (generation: number) => generation * 1_000

const opening: Commit = {
  id: 'commit:0001-home:000000000001',
  term: { number: 1, environment: 'home' },
  kind: 'opening',
  first: 1,
  last: 1,
  at: at(1),
  changes: [],
  state: { devices: { ventris: {} }, desk: { lock: null, player: 'MCH', resync: 0 }, presets: [] },
}

type Turned = { generation: number; from: number | null; to: number; id?: string }

const turn = ({ generation, from, to, id = `line-${generation}` }: Turned): Change => ({
  ...{ id, generation, at: at(generation), source: 'chat', who: { login: 'ana', name: 'ana' } },
  intent: { kind: 'set' },
  turns: [{ device: 'ventris', control: 'a.time', from, to }],
})

const commit = (change: Change): Commit => {
  const { generation, turns, who } = change
  const value = turns[0]?.to ?? 0
  const settings = { 'a.time': { value, generation, by: who.name } }
  return {
    ...opening,
    ...{ id: `commit:0001-home:${String(generation).padStart(12, '0')}`, kind: 'changes' },
    ...{ first: generation, last: generation, at: at(generation), changes: [change] },
    state: { ...opening.state, devices: { ventris: settings } },
  }
}

const byte = (when: number, value: number): PedalEvent => ({
  ...{ at: when, kind: 'message', bytes: [0xb0, 2, value] },
  ...{ cc: 2, value },
})

const line = (generation: number, level: number) => ({
  ...{ at: at(generation) - 10, id: `line-${generation}`, login: 'ana', text: `!time ${level}` },
})

const settings = { 'a.time': { value: 89, generation: 3, by: 'ana' } }

const screen = { generation: 3, isLinked: true, pending: 0, player: 'MCH', pedal: 'there' as const }
const heard = { by: 'overlay' as const, generation: 3, values: '[["ventris",[["a.time",89]]]]' }

/** An evening as it was recorded: ana says two lines, both are set, sent and answered. */
const good: Evidence = {
  device: 'ventris',
  ccs: { 'a.time': 2 },
  commits: [
    opening,
    commit(turn({ generation: 2, from: null, to: 64 })),
    commit(turn({ generation: 3, from: 64, to: 89 })),
  ],
  pedal: [{ at: 0, kind: 'node' }, byte(at(2) + 5, 64), byte(at(3) + 5, 89)],
  lines: [line(2, 5), line(3, 7)],
  replies: [
    { at: at(2) + 20, text: '@ana Time set to 5' },
    { at: at(3) + 20, text: '@ben There are no presets yet · @ana Time set to 7' },
  ],
  reported: { generation: 3, values: { 'a.time': 89 }, port: 'Virtual' },
  page: { generation: 3, devices: { ventris: settings } },
  overlay: { generation: 3, devices: { ventris: settings } },
  screen,
  told: [
    { by: 'page', generation: 2, values: '[["ventris",[["a.time",64]]]]' },
    heard,
    { by: 'screen', generation: 3, values: undefined },
  ],
}

const rules = (evidence: Partial<Evidence>) => [
  ...new Set(check({ ...good, ...evidence }).map(({ rule }) => rule)),
]

const [, second = opening, third = opening] = good.commits
const lost = { generation: 4, values: { 'a.time': 89 }, port: 'Virtual' }

describe('the checker', () => {
  test('finds nothing in an evening where every promise was kept', () => {
    expect(check(good)).toEqual([])
  })

  test.each<[string, Partial<Evidence>, string]>([
    ['a commit is missing in between', { commits: [opening, third] }, 'generations'],
    [
      'a commit is not what its id says',
      { commits: [opening, second, { ...third, first: 9 }] },
      'generations',
    ],
    [
      'another environment writes in the same term',
      {
        commits: [opening, second, { ...third, term: { number: 1, environment: 'cloud' } }],
      },
      'fork',
    ],
    [
      'a line has two effects',
      { commits: [opening, second, commit(turn({ generation: 3, from: 64, to: 89, id: 'line-2' }))] },
      'once',
    ],
    [
      'a change builds on another state than there was',
      { commits: [opening, second, commit(turn({ generation: 3, from: 12, to: 89 }))] },
      'fold',
    ],
    [
      'a state holds what no change did',
      { commits: [opening, second, { ...third, state: second.state }] },
      'fold',
    ],
    ['an acknowledged change is not in the log', { commits: [opening, second] }, 'acknowledged'],
    [
      'one line is acknowledged twice',
      { replies: [...good.replies, { at: at(9), text: '@ana Time set to 7 · applied' }] },
      'acknowledged',
    ],
    [
      'somebody is told of a level that nobody asked for',
      { replies: [{ at: at(9), text: '@ana Time set to 8' }] },
      'acknowledged',
    ],
    ['a change goes under somebody else’s line', { lines: [{ ...line(2, 5), login: 'ben' }] }, 'spoken'],
    ['a byte goes out that the log never wanted', { pedal: [byte(1, 12), ...good.pedal] }, 'invented'],
    ['a byte goes out before its commit', { pedal: [byte(at(2), 89), ...good.pedal] }, 'invented'],
    ['the last byte is not what is desired', { pedal: [byte(at(2) + 5, 64)] }, 'pedal'],
    [
      'the pedal forgot and was told nothing',
      { pedal: [...good.pedal, { at: at(9), kind: 'power' }] },
      'pedal',
    ],
    [
      'a value has eight bits',
      { pedal: [{ at: at(2), kind: 'message', bytes: [0xb0, 2, 200], cc: 2, value: 72 }, ...good.pedal] },
      'range',
    ],
    ['the page is behind', { page: { generation: 2, devices: { ventris: settings } } }, 'readers'],
    ['the overlay shows another value', { overlay: { generation: 3, devices: { ventris: {} } } }, 'readers'],
    ['the screen is behind', { screen: { ...screen, generation: 2 } }, 'readers'],
    ['the screen still waits for something', { screen: { ...screen, pending: 1 } }, 'readers'],
    ['somebody is told what the log lacks', { told: [{ ...heard, generation: 4 }] }, 'told'],
    ['somebody is told another value', { told: [{ ...heard, generation: 2 }] }, 'told'],
    ['a report is of another generation', { reported: lost }, 'reported'],
  ])('notices when %s', (_, evidence, rule) => {
    expect(rules(evidence)).toContain(rule)
  })
})

test('a lounge that comes to rest later than 5 s after a heal on an idle machine is late', () => {
  expect(late({ settledMs: 5_000, stolenMs: 0 })).toEqual([])
  expect(late({ settledMs: 5_600, stolenMs: 400 }).map(({ rule }) => rule)).toEqual(['late'])
})

test('what the machine kept its processes waiting is not counted, and said', () => {
  const rest = { settledMs: 9_000, stolenMs: 4_000 }

  expect(late(rest)).toEqual([])
  expect(restWords(rest)).toContain('the machine was busy')
  expect(restWords({ settledMs: 900, stolenMs: 4_000 })).toBe('900 ms')
})
