import { describe, expect, test } from 'vitest'
import { type Commit, commitId, newestWhole } from './log.ts'
import { initialState } from './state.ts'

type Short = [number, string, number, Partial<Commit>?]

const commitOf = ([number, environment, first, more = {}]: Short): Commit => {
  const term = { number, environment }
  const rest = { first, last: first, at: first, changes: [], other: null, state: initialState }
  return { id: commitId(term, first), term, kind: 'changes', ...rest, ...more }
}

const top = async (...oldestFirst: Short[]) => {
  const newestFirst = oldestFirst.map(commitOf).reverse()
  const found = await newestWhole(
    (async function* () {
      yield* newestFirst
    })(),
  )
  return found?.id
}

const opening = (number: number, environment: string, first: number): Partial<Commit> => ({
  kind: 'opening',
  follows: commitId({ number, environment }, first),
})
const [open, one, two]: Short[] = [
  [1, 'home', 1, { kind: 'opening' }],
  [1, 'home', 2],
  [1, 'home', 3],
] as [Short, Short, Short]

describe('the newest commit before which nothing is missing', () => {
  test('is the newest where nothing is', async () => {
    expect(await top(open, one, two, [2, 'away', 4, opening(1, 'home', 3)])).toBe(
      commitId({ number: 2, environment: 'away' }, 4),
    )
  })

  test('is below what came without what was before it', async () => {
    expect(await top(open, one, two, [2, 'away', 5])).toBe(commitId({ number: 1, environment: 'home' }, 3))
    expect(await top(open, two)).toBe(commitId({ number: 1, environment: 'home' }, 1))
    expect(await top(open, one, [2, 'away', 4, opening(1, 'home', 3)])).toBe(
      commitId({ number: 1, environment: 'home' }, 2),
    )
  })

  test('does not mind what was stranded', async () => {
    const forced: Short = [3, 'home', 3, opening(1, 'home', 2)]
    const stranded: Short[] = [two, [2, 'away', 4, opening(1, 'home', 3)], [2, 'away', 5]]

    expect(await top(open, one, ...stranded, forced)).toBe(commitId({ number: 3, environment: 'home' }, 3))
  })

  test('is below the lowest of two holes, in one line or in two', async () => {
    const [four, six]: [Short, Short] = [
      [1, 'home', 4],
      [1, 'home', 6],
    ]
    expect(await top(open, one, four, six)).toBe(commitId({ number: 1, environment: 'home' }, 2))
    expect(await top(open, two, [2, 'away', 4, opening(1, 'home', 3)], [2, 'away', 6])).toBe(
      commitId({ number: 1, environment: 'home' }, 1),
    )
  })

  test('is where a fork begins when both of its lines have a hole', async () => {
    const stranded: Short[] = [
      [2, 'away', 4, opening(1, 'home', 3)],
      [2, 'away', 5],
    ]

    expect(await top(open, one, ...stranded, [3, 'home', 4])).toBe(
      commitId({ number: 1, environment: 'home' }, 2),
    )
  })

  test('is none where the beginning is missing', async () => {
    expect(await top(one, two)).toBeUndefined()
    expect(await top()).toBeUndefined()
  })
})
