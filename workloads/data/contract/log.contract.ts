/** The log, whatever keeps it. */
import { describe, expect, test } from 'vitest'
import type { Commit } from '../../lounge/log.ts'
import type { Store } from '../store.ts'
import { aCommit, aReport } from '../testing/log.ts'
import type { Rig } from './world.contract.ts'

const ids = (commits: readonly Commit[]) => commits.map(({ id }) => id)

export const logContract = (name: string, { open, filled }: Rig) => {
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
}
