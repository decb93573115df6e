/** What every store must do, whatever it is made of. Run by the tests of each adapter. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commit } from '../lounge/log.ts'
import type { Store } from './store.ts'
import { aCommit, aReport, listener } from './testing/log.ts'

/** One database. Each opening is another process, as far as the store can tell. */
export type World = {
  open: () => Promise<Store>
  /** Takes the database away and brings it back as it was; absent where it cannot be away. */
  outage?: { begin: () => Promise<void>; end: () => Promise<void> }
  end: () => Promise<void>
}

const ids = (commits: readonly Commit[]) => commits.map(({ id }) => id)

export const storeContract = (name: string, makeWorld: () => Promise<World>) => {
  let world: World
  const opened: Store[] = []
  const followed: Promise<void>[] = []
  let following: AbortController

  const open = async () => {
    const store = await world.open()
    opened.push(store)
    return store
  }

  /** Resolves once word comes in. */
  const follow = async (store: Store) => {
    const heard = listener()
    followed.push(store.follow(heard.watcher, following.signal))
    await heard.until(({ states }) => states.includes('up'))
    return heard
  }

  const filled = async (...commits: Commit[]) => {
    const store = await open()
    for (const commit of commits) await store.append(commit)
    return store
  }

  beforeEach(async () => {
    following = new AbortController()
    world = await makeWorld()
  })

  afterEach(async () => {
    following.abort()
    await Promise.all(followed.splice(0))
    for (const store of opened.splice(0)) await store.close()
    await world.end()
  })

  describe(`${name}: the log`, () => {
    test('is empty at first', async () => {
      const store = await open()

      expect(await store.before(null, 10)).toEqual([])
      expect(await store.after(null, 10)).toEqual([])
      expect(await store.has(aCommit(1))).toBe(false)
    })

    test('gives a commit back as it was appended', async () => {
      const commit = aCommit(1, { changes: 64 })
      const store = await open()

      expect(await store.append(commit)).toBe('appended')

      expect(await store.before(null, 10)).toEqual([commit])
      expect(await store.has(commit)).toBe(true)
    })

    test('takes an id once, and what came second changes nothing', async () => {
      const store = await filled(aCommit(1))

      expect(await store.append(aCommit(1, { changes: 2 }))).toBe('taken')

      expect(await store.after(null, 10)).toEqual([aCommit(1)])
    })

    test('lets exactly one of twenty writers that race for an id through', async () => {
      const stores = await Promise.all([open(), open(), open(), open()])
      const commits = Array.from({ length: 20 }, (_, index) => ({ ...aCommit(1), at: index }))

      const outcomes = await Promise.all(
        commits.map((commit, index) => (stores[index % 4] as Store).append(commit)),
      )

      const winner = commits[outcomes.indexOf('appended')]
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1)
      expect(await (stores[0] as Store).after(null, 10)).toEqual([winner])
    })

    test('still holds everything when it is opened again', async () => {
      const store = await filled(aCommit(1), aCommit(2))
      await store.report(aReport())
      await store.close()

      const again = await open()

      expect(await again.after(null, 10)).toEqual([aCommit(1), aCommit(2)])
      expect(await again.reported()).toEqual([aReport()])
    })

    test('reads by term, then generation, then environment, however environments are called', async () => {
      const inLogOrder = [
        aCommit(1, { term: 1, environment: 'zoo' }),
        aCommit(2, { term: 1, environment: 'zoo' }),
        aCommit(3, { term: 2, environment: 'home' }),
        aCommit(3, { term: 2, environment: 'home-2' }),
        aCommit(4, { term: 2, environment: 'home' }),
        aCommit(4, { term: 2, environment: 'home-2' }),
        aCommit(4, { term: 3, environment: 'away' }),
      ]
      const store = await filled(...inLogOrder.toReversed())

      expect(ids(await store.after(null, 10))).toEqual(ids(inLogOrder))
      expect(ids(await store.before(null, 10))).toEqual(ids(inLogOrder.toReversed()))
    })

    test('reads pages from just after and just before a position', async () => {
      const log = [1, 2, 3, 4, 5].map((first) => aCommit(first))
      const store = await filled(...log)

      expect(ids(await store.after(aCommit(2), 2))).toEqual(ids([aCommit(3), aCommit(4)]))
      expect(ids(await store.before(aCommit(4), 2))).toEqual(ids([aCommit(3), aCommit(2)]))
      expect(await store.after(aCommit(5), 2)).toEqual([])
      expect(await store.before(aCommit(1), 2)).toEqual([])
    })

    test('reads from a position that holds no commit', async () => {
      const store = await filled(aCommit(2), aCommit(6))
      const between = { term: { number: 1, environment: '' }, first: 4 }

      expect(ids(await store.after(between, 9))).toEqual(ids([aCommit(6)]))
      expect(ids(await store.before(between, 9))).toEqual(ids([aCommit(2)]))
    })
  })

  describe(`${name}: reports`, () => {
    test('are kept one an environment and device', async () => {
      const store = await open()
      const reports = [aReport({ environment: 'away' }), aReport({ device: 'gm2' }), aReport()]

      for (const report of reports) await store.report(report)

      expect(await store.reported()).toEqual(reports)
    })

    test.each([
      ['a later one of the term replaces', { term: 2, at: 20 }, true],
      ['another of the same time replaces', { term: 2, at: 10 }, true],
      ['an earlier one of the term does not replace', { term: 2, at: 9 }, false],
      ['one of a lower term never replaces', { term: 1, at: 99 }, false],
      ['one of a higher term always replaces', { term: 3, at: 1 }, true],
    ])('%s', async (_, next, replaces) => {
      const [store, other] = [await open(), await open()]
      await store.report(aReport({ term: 2, at: 10, generation: 1 }))

      await other.report(aReport({ ...next, generation: 2 }))

      expect(await store.reported()).toMatchObject([{ generation: replaces ? 2 : 1 }])
    })

    test('of two replicas that write at once end with the latest', async () => {
      const stores = [await open(), await open(), await open()]

      await Promise.all(stores.map((store, index) => store.report(aReport({ at: 100 - index }))))

      expect(await (stores[0] as Store).reported()).toMatchObject([{ at: 100 }])
    })
  })

  describe(`${name}: a follower`, () => {
    test('hears of others’ commits in order, each once, and not of what was there before', async () => {
      const store = await filled(aCommit(1))
      const heard = await follow(store)
      const other = await open()

      await other.append(aCommit(2))
      await store.append(aCommit(3))
      await other.append(aCommit(4, { term: 2, environment: 'away' }))

      const log = [aCommit(2), aCommit(3), aCommit(4, { term: 2, environment: 'away' })]
      await heard.until(({ commits }) => commits.length >= log.length)
      expect(heard.commits).toEqual(log)
    })

    test('of an empty log hears of the first commit', async () => {
      const heard = await follow(await open())

      await (await open()).append(aCommit(1))

      await heard.until(({ commits }) => commits.length > 0)
      expect(heard.commits).toEqual([aCommit(1)])
    })

    test('hears of reports, those that are there and others’ new ones', async () => {
      const store = await open()
      await store.report(aReport({ device: 'gm2' }))
      const heard = await follow(store)

      await (await open()).report(aReport())

      await heard.until(({ reports }) => reports.some(({ device }) => device === 'ventris'))
      expect(heard.reports).toContainEqual(aReport({ device: 'gm2' }))
      expect(heard.reports).toContainEqual(aReport())
    })

    test('hears nothing more once it has had enough', async () => {
      const store = await open()
      const heard = await follow(store)

      following.abort()
      await Promise.all(followed)
      await store.append(aCommit(1))

      expect(heard.commits).toEqual([])
    })

    test('misses nothing while the database is away', async ({ skip }) => {
      const { outage } = world
      if (!outage) return skip('it cannot be away')
      const store = await filled(aCommit(1))
      const heard = await follow(store)

      await outage.begin()
      await heard.until(({ states }) => states.at(-1) !== 'up')
      await outage.end()
      const other = await filled(aCommit(2), aCommit(3))
      await heard.until(({ commits }) => commits.length >= 2)
      await other.append(aCommit(4))
      await heard.until(({ commits }) => commits.length >= 3)

      expect(heard.commits).toEqual([aCommit(2), aCommit(3), aCommit(4)])
      expect(heard.states.at(-1)).toBe('up')
    })
  })

  test(`${name}: every call says 503 and whose fault it is while the database is away`, async ({ skip }) => {
    const { outage } = world
    if (!outage) return skip('it cannot be away')
    const store = await filled(aCommit(1))
    await outage.begin()

    const calls = [
      () => store.append(aCommit(2)),
      () => store.has(aCommit(1)),
      () => store.after(null, 1),
      () => store.before(null, 1),
      () => store.report(aReport()),
      () => store.reported(),
    ]

    for (const call of calls)
      await expect(call()).rejects.toMatchObject({
        status: 503,
        message: `${store.name} does not answer; try again in 2 seconds`,
        headers: { 'retry-after': '2' },
        more: { dependency: store.name },
      })
    await outage.end()
    expect(await store.append(aCommit(2))).toBe('appended')
  })
}
