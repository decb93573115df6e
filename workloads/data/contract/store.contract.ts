/** What every store must do, whatever it is made of. Run by the tests of each adapter. */
import { expect, test } from 'vitest'
import { aCommit, aReport } from '../testing/log.ts'
import { followerContract } from './follower.contract.ts'
import { logContract } from './log.contract.ts'
import { reportsContract } from './reports.contract.ts'
import { rigIn, type World } from './world.contract.ts'

export const storeContract = (name: string, makeWorld: () => Promise<World>) => {
  const rig = rigIn(makeWorld)
  logContract(name, rig)
  reportsContract(name, rig)
  followerContract(name, rig)

  test(`${name}: every call says 503 and whose fault it is while the database is away`, async ({ skip }) => {
    const outage = rig.outage()
    if (!outage) return skip('it cannot be away')
    const store = await rig.filled(aCommit(1))
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
