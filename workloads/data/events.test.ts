import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commit } from '../lounge/log.ts'
import { createLog } from '../service/log.ts'
import type { Send } from '../service/sse-server.ts'
import { Events } from './events.ts'
import { sqliteStore } from './sqlite/sqlite.ts'
import { type Store, storeAway, type Watcher } from './store.ts'
import { aCommit, aReport } from './testing/log.ts'
import { dataRig } from './testing/rig.ts'

type ServerEvent = Parameters<Send>[0]

describe('a follower of data', () => {
  let rig: Awaited<ReturnType<typeof dataRig>>
  beforeEach(async () => {
    rig = await dataRig()
  })
  afterEach(() => rig.stop())

  const append = (...commits: Commit[]) => Promise.all(commits.map((commit) => rig.store.append(commit)))

  test('is told where things stand, then every commit and report once', async () => {
    await append(aCommit(1))
    await rig.ask('PUT /v1/reported/home/gm2', aReport({ device: 'gm2' }))
    const heard = rig.follow()
    await heard.until(({ states }) => states.includes('up'))

    await append(aCommit(2), aCommit(3))
    await rig.ask('PUT /v1/reported/home/ventris', aReport())
    await heard.until(({ commits, reports }) => commits.length >= 2 && reports.length >= 1)

    expect(heard.snapshots).toEqual([{ head: aCommit(1), reported: [aReport({ device: 'gm2' })] }])
    expect(heard.commits).toEqual([aCommit(2), aCommit(3)])
    expect(heard.reports).toEqual([aReport()])
  })

  test('of an empty log is told so, then of its first commit', async () => {
    const heard = rig.follow()
    await heard.until(({ states }) => states.includes('up'))

    await append(aCommit(1))
    await heard.until(({ commits }) => commits.length > 0)

    expect(heard.snapshots).toEqual([{ head: null, reported: [] }])
    expect(heard.commits).toEqual([aCommit(1)])
  })

  test('hears of reports that another replica of data took', async () => {
    const heard = rig.follow()
    await heard.until(({ states }) => states.includes('up'))

    await rig.store.report(aReport())
    await heard.until(({ reports }) => reports.length > 0)

    expect(heard.reports).toEqual([aReport()])
  })
})

describe('the events', () => {
  let store: Store
  let watcher: Watcher
  let events: Events
  const ends: (() => unknown)[] = []
  const log = createLog({ service: 'data', level: 'silent' })

  beforeEach(async () => {
    store = sqliteStore(':memory:')
    ends.push(() => store.close())
    store.follow = async (given, signal) => {
      watcher = given
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    }
    events = new Events({ store, log })
    events.start()
    ends.push(() => events.stop())
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  const filled = async (...commits: Commit[]) => {
    for (const commit of commits) await store.append(commit)
    watcher.up()
  }

  const subscribe = async (lastId?: string) => {
    const sent: ServerEvent[] = []
    const unsubscribe = await events.subscribe((event) => void sent.push(event), lastId)
    return { sent, unsubscribe }
  }

  const commitEvent = (commit: Commit): ServerEvent => ({ event: 'commit', id: commit.id, data: commit })
  const reportedEvent = (data = aReport()): ServerEvent => ({ event: 'reported', data })

  test('after a commit that is known are those since, then what is reported now', async () => {
    await filled(aCommit(1), aCommit(2), aCommit(3))
    watcher.reported(aReport())

    const { sent } = await subscribe(aCommit(1).id)

    expect(sent).toEqual([commitEvent(aCommit(2)), commitEvent(aCommit(3)), reportedEvent()])
  })

  test('after many are all of them, page after page', async () => {
    const commits = Array.from({ length: 250 }, (_, index) => aCommit(index + 1))
    await filled(...commits)

    const { sent } = await subscribe(aCommit(1).id)

    expect(sent).toEqual(commits.slice(1).map(commitEvent))
  })

  test('after a commit that a later term has cut off are those of the later term', async () => {
    const opening = aCommit(2, { term: 2, changes: 0 })
    await filled(aCommit(1), aCommit(2), opening)

    expect((await subscribe(aCommit(2).id)).sent).toEqual([commitEvent(opening)])
  })

  test.each([
    'commit:0001-home:000000000099',
    'commit:0001-away:000000000001',
    'commit:1:1',
    '17-g1AAAA',
    '_design/log',
    '',
  ])('after the unknown id "%s" are a snapshot', async (lastId) => {
    await filled(aCommit(1))
    watcher.reported(aReport())

    const { sent } = await subscribe(lastId)

    expect(sent).toEqual([
      { event: 'snapshot', id: aCommit(1).id, data: { head: aCommit(1), reported: [aReport()] } },
    ])
  })

  test('neither miss nor repeat what is appended while they catch up', async () => {
    await filled(aCommit(1), aCommit(2))
    const { after } = store
    store.after = async (position, limit) => {
      const page = await after.call(store, position, limit)
      store.after = after
      for (const commit of [aCommit(3), aCommit(4)]) {
        await store.append(commit)
        watcher.commit(commit)
      }
      return page
    }

    const { sent } = await subscribe(aCommit(1).id)
    watcher.commit(aCommit(5))

    expect(sent).toEqual([2, 3, 4, 5].map((first) => commitEvent(aCommit(first))))
  })

  test('neither miss nor repeat what is appended while a snapshot is taken', async () => {
    await filled(aCommit(1))
    const { before } = store
    store.before = async (position, limit) => {
      await store.append(aCommit(2))
      const newest = await before.call(store, position, limit)
      await store.append(aCommit(3))
      for (const first of [2, 3]) watcher.commit(aCommit(first))
      return newest
    }

    const { sent } = await subscribe()

    expect(sent).toMatchObject([{ event: 'snapshot', id: aCommit(2).id }, commitEvent(aCommit(3))])
  })

  test('tell a report once, and none that is older than what is known', async () => {
    await filled()
    const { sent } = await subscribe()
    sent.length = 0

    events.reports.put(aReport({ at: 10 }))
    watcher.reported(aReport({ at: 10 }))
    watcher.reported(aReport({ at: 9 }))
    events.reports.put(aReport({ at: 8 }))
    watcher.reported(aReport({ at: 11 }))
    await events.reports.settled()

    expect(sent).toEqual([reportedEvent(aReport({ at: 10 })), reportedEvent(aReport({ at: 11 }))])
  })

  test('go to each listener, until it leaves', async () => {
    await filled(aCommit(1))
    const [one, two] = [await subscribe(), await subscribe()]

    one.unsubscribe()
    watcher.commit(aCommit(2))

    expect(one.sent).toHaveLength(1)
    expect(two.sent).toEqual([expect.objectContaining({ event: 'snapshot' }), commitEvent(aCommit(2))])
  })

  test('wait for the first word of the database', async () => {
    const subscribing = subscribe()

    watcher.up()

    expect((await subscribing).sent).toHaveLength(1)
  })

  test('are a 503 while the database has not been there yet', async () => {
    watcher.down('SQLite does not answer')

    await expect(subscribe()).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
    expect(events.why).toBe('SQLite does not answer')
  })

  test('that cannot be caught up with are an error, and no listener stays behind', async () => {
    await filled(aCommit(1))
    store.has = async () => {
      throw storeAway('SQLite', 'is away')
    }
    const sent: ServerEvent[] = []

    await expect(events.subscribe((event) => void sent.push(event), aCommit(1).id)).rejects.toMatchObject({
      status: 503,
    })
    watcher.commit(aCommit(2))

    expect(sent).toEqual([])
  })

  test('of reports write only the newest of those that came while one was being written', async () => {
    await filled()
    const written: number[] = []
    const first = Promise.withResolvers<void>()
    store.report = async ({ at }) => {
      written.push(at)
      if (written.length === 1) await first.promise
    }

    for (const at of [1, 2, 3, 4]) events.reports.put(aReport({ at }))
    first.resolve()
    await events.reports.settled()

    expect(written).toEqual([1, 4])
  })

  test('say that the database is away, and when it is back', async () => {
    watcher.up()
    expect(events.why).toBeUndefined()
    watcher.down('SQLite does not answer')
    expect(events.why).toBe('SQLite does not answer')
    watcher.up()
    expect(events.why).toBeUndefined()
  })
})
