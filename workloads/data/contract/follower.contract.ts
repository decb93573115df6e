/** Who follows a store, whatever it is made of. */
import { describe, expect, test } from 'vitest'
import { aCommit, aReport } from '../testing/log.ts'
import type { Rig } from './world.contract.ts'

export const followerContract = (name: string, rig: Rig) => {
  const { open, filled, follow, stopFollowing } = rig

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

      await stopFollowing()
      await store.append(aCommit(1))

      expect(heard.commits).toEqual([])
    })

    test('misses nothing while the database is away', async ({ skip }) => {
      const outage = rig.outage()
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
}
