/** What nodes report, whatever keeps it. */
import { describe, expect, test } from 'vitest'
import type { Store } from '../store.ts'
import { aReport } from '../testing/log.ts'
import type { Rig } from './world.contract.ts'

export const reportsContract = (name: string, { open }: Rig) => {
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
}
