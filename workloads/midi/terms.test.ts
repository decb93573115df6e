import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { devices } from '../lounge/devices/index.ts'
import { type Commit, commitId, inOrder, type Term } from '../lounge/log.ts'
import { initialState } from '../lounge/state.ts'
import { Head } from './head.ts'
import { closing, opening } from './term.ts'
import { Terms } from './terms.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const home = (number: number): Term => ({ number, environment: 'home' })
const away = (number: number): Term => ({ number, environment: 'away' })

const commitOf = (term: Term, first: number, more: Partial<Commit> = {}): Commit => {
  const rest = { first, last: first, at: 0, changes: [], other: null, state: initialState }
  return { id: commitId(term, first), term, kind: 'changes', ...rest, ...more }
}

/** Home's first commits: its opening, and two changes. */
const begun = commitOf(home(1), 1, { kind: 'opening' })
const played = commitOf(home(1), 2)
const again = commitOf(home(1), 3)

const closed = (head: Commit) => closing({ head, environment: head.term.environment, at: 0 }, 'away')
const opened = (head: Commit, environment: string) => opening({ head, environment, at: 0 }, 'no', [])

type Rig = { held: Commit[]; environment?: string; lock?: Term }

/** One side's terms over what its database holds. */
const rig = ({ held, environment = 'away', lock }: Rig) => {
  const log: Commit[] = []
  const head = new Head()
  /** Once, in the middle of a call. */
  const meanwhile: { reading?: () => void; appending?: () => void } = {}
  const once = (call: keyof typeof meanwhile) => {
    const then = meanwhile[call]
    delete meanwhile[call]
    then?.()
  }
  const read = () => head.load({ commits: log.toSorted(inOrder), contested: false })
  const terms = new Terms({
    ...{ head, environment, profiles: devices, clock: Date.now, lock: () => lock },
    took: async (commit) => {
      if (head.take(commit) === 'gap') read()
    },
    ledger: {
      append: async (commit) => {
        const since = log.filter(({ id }) => id === commit.id)
        if (since.length > 0) return { appended: false, since }
        log.push(commit)
        once('appending')
        return { appended: true }
      },
      before: async (id) => {
        once('reading')
        const newestFirst = log.toSorted(inOrder).reverse()
        return newestFirst.slice(id === undefined ? 0 : newestFirst.findIndex((one) => one.id === id) + 1)
      },
    },
  })
  const bring = (...commits: Commit[]) => {
    log.push(...commits)
    read()
    terms.consider()
  }
  const settled = async <Result>(work?: Promise<Result>) => {
    const [result] = await Promise.all([work, vi.advanceTimersByTimeAsync(3_000)])
    return result
  }
  bring(...held)
  return { terms, log, meanwhile, bring, settled, newest: () => log.toSorted(inOrder).at(-1) }
}

describe('a term that was closed in our favour', () => {
  test('is followed by ours only when every commit before is here', async () => {
    const { bring, settled, newest } = rig({ held: [begun, closed(again)] })
    await settled()
    expect(newest()).toEqual(closed(again))

    bring(again)
    await settled()
    expect(newest()).toEqual(closed(again))

    bring(played)
    await settled()
    expect(newest()).toMatchObject({ kind: 'opening', term: away(2), follows: closed(again).id })
  })

  test('is not opened on a later closing commit that came, with a hole before it, while the log was read', async () => {
    const { meanwhile, bring, settled, newest } = rig({ held: [begun, played] })
    const theirs = commitOf(home(3), 9)
    meanwhile.reading = () => bring(closed(theirs))

    bring(closed(played))
    await settled()

    expect(newest()).toEqual(closed(theirs))
  })

  test('once more while our opening was answered, is opened again', async () => {
    const { meanwhile, bring, settled, newest } = rig({ held: [begun, played] })
    const forced = { ...opened(played, 'home'), id: commitId(home(3), 3), term: home(3) }
    meanwhile.appending = () => bring(forced, closed(forced))

    bring(closed(played))
    await settled()

    expect(newest()).toMatchObject({ kind: 'opening', term: away(4), follows: closed(forced).id })
  })
})

describe('numbers', () => {
  test('a side that takes back what it handed over leaves out the number that the other may be opening unseen', async () => {
    const held = [begun, played, closed(played)]
    const [near, far] = [rig({ held, environment: 'home' }), rig({ held })]

    const taken = await near.settled(near.terms.force())
    await far.settled()

    expect(taken).toMatchObject({ commit: { term: home(3) } })
    expect(far.newest()).toMatchObject({ kind: 'opening', term: away(2) })
  })

  test.each([
    ['the node has served', { lock: away(6), theirs: away(2), ours: home(7) }],
    ['the log tells of, though it does not build on that', { lock: home(1), theirs: away(4), ours: home(5) }],
    ['the node has served for us', { lock: home(5), theirs: away(4), ours: home(7) }],
  ])('force goes past the number that %s', async (_, { lock, theirs, ours }) => {
    const { terms, settled } = rig({
      held: [begun, played, commitOf(theirs, 8)],
      environment: 'home',
      lock,
    })

    expect(await settled(terms.force())).toMatchObject({ commit: { term: ours } })
  })
})

describe('force', () => {
  test('builds on the newest commit before which nothing is missing', async () => {
    const { terms, settled } = rig({ held: [begun, played, commitOf(home(1), 4), commitOf(home(1), 5)] })

    const taken = await settled(terms.force())

    expect(taken).toMatchObject({ commit: { first: 3, follows: played.id, term: away(2) } })
  })

  test('changes nothing where the side is live', async () => {
    const { terms, log, settled } = rig({ held: [begun, played], environment: 'home' })

    expect(await settled(terms.force())).toEqual({ refused: 'home is live already.' })
    expect(log).toHaveLength(2)
  })
})

test('a change that has taken the id of a closing commit is not taken for it', async () => {
  const { terms, log, settled } = rig({ held: [begun, played], environment: 'home' })
  log.push(again)

  const result = await settled(terms.close('away'))

  expect(result).toMatchObject({ commit: { kind: 'closing', first: 4 } })
  expect(log.at(-1)).toMatchObject({ kind: 'closing', first: 4 })
})
