import { afterEach, describe, expect, test, vi } from 'vitest'
import { ventris } from '../../lounge/devices/index.ts'
import type { Screen } from '../../lounge/screen/screen.ts'
import { createMetrics } from '../../service/metrics.ts'
import { couchStore } from '../couch/couch.ts'
import { couchHoldings } from '../couch/holdings.ts'
import { couchAt } from '../couch/http.ts'
import { followScreen } from '../screen-client.ts'
import { replicate, stopReplicating } from '../setup/replication.ts'
import { setUp } from '../setup/setup.ts'
import { CouchStandIn } from '../testing/couch-stand-in.ts'
import { aCommit, aReport } from '../testing/log.ts'
import { replicator } from '../testing/replicator.ts'
import { dataRig } from '../testing/rig.ts'
import { levelOf } from './level.ts'
import { type Held, type Holdings, LevelWatch } from './watch.ts'

const admin = { user: 'admin', password: 'admin-secret' }
const data = { user: 'data', password: 'data-secret' }
const peer = { user: 'peer', password: 'peer-secret' }

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const environment = async () => {
  const couch = new CouchStandIn()
  await couch.start()
  ends.push(() => couch.stop())
  await setUp({ admin: { url: couch.url, ...admin }, ...data, peer })
  return { couch, store: couchStore({ url: couch.url, ...data }) }
}

const jobs = async (couch: CouchStandIn) => {
  const answer = await fetch(`${couch.url}/_replicator/_all_docs?include_docs=true`)
  const { rows } = (await answer.json()) as { rows: { doc: Record<string, unknown> }[] }
  return rows.map(({ doc }) => doc)
}

const rig = async () => {
  const [home, away] = [await environment(), await environment()]
  const sides = { home: { url: home.couch.url, ...data }, away: { url: away.couch.url, ...peer } }
  const replication = {
    admin: { url: home.couch.url, ...admin },
    here: { url: home.couch.url, ...data },
    there: { url: away.couch.url, ...peer },
  }
  const replicates = () => {
    const stop = new AbortController()
    const done = replicator(home.couch.url, stop.signal)
    ends.push(() => {
      stop.abort()
      return done
    })
  }
  return { home, away, sides, replication, replicates }
}

test('one database given for both sides is refused: it would always be level with itself', async () => {
  const sides = { home: { url: 'http://10.77.0.1:30984' }, away: { url: 'http://10.77.0.1:30984/' } }

  await expect(levelOf(sides)).rejects.toThrow(
    /^home and the other side are the same CouchDB, 10\.77\.0\.1:30984: /,
  )
})

const PATIENT = { timeout: 50_000, interval: 20 }

describe('the level check', () => {
  test('names what each side lacks', async () => {
    const { home, away, sides } = await rig()
    for (const first of [1, 2, 3]) await home.store.append(aCommit(first))
    await away.store.append(aCommit(1))
    await away.store.append(aCommit(4, { term: 2, environment: 'away' }))

    const { isLevel, homeLacks, awayLacks, says } = await levelOf(sides)

    expect(isLevel).toBe(false)
    expect(homeLacks).toEqual(['commit:0002-away:000000000004'])
    expect(awayLacks).toEqual([aCommit(2).id, aCommit(3).id])
    expect(says.join('\n')).toContain('home lacks 1 commit: commit:0002-away:000000000004')
  })

  test('says how much each holds and how far each device is', async () => {
    const { home, sides } = await rig()
    await home.store.append(aCommit(1))
    await home.store.report(aReport({ generation: 1 }))

    const { says } = await levelOf(sides)

    expect(says[0]).toMatch(
      /^home: 1 commits, 3 documents, update sequence \d+; the newest is commit:0001-home/,
    )
    expect(says).toContain('home: ventris was reported to home at generation 1 of term 1')
  })

  test('a side that does not answer is named, and nothing is called level', async () => {
    const { away, sides } = await rig()
    await away.couch.stop()

    await expect(levelOf(sides)).rejects.toThrow(
      'the other side cannot be compared: CouchDB does not answer; try again in 2 seconds',
    )
  })
})

describe('replication', () => {
  test('once set up, each side gets what the other has, and so it goes on', async () => {
    const { home, away, sides, replication, replicates } = await rig()
    await home.store.append(aCommit(1))
    await away.store.append(aCommit(2, { term: 2, environment: 'away' }))

    await replicate(replication)
    replicates()

    await vi.waitUntil(async () => (await levelOf(sides)).isLevel, PATIENT)
    await home.store.append(aCommit(2))
    await away.store.report(aReport({ environment: 'away', generation: 7 }))
    await vi.waitUntil(async () => (await home.store.reported()).length > 0, PATIENT)
    await vi.waitUntil(async () => (await levelOf(sides)).isLevel, PATIENT)
  })

  test('what the replica’s node sent is on home’s screens', async () => {
    const { home, away, replication, replicates } = await rig()
    await away.store.append(aCommit(1, { term: 2, environment: 'away' }))
    await replicate(replication)
    replicates()
    const { client, stop } = await dataRig(home.store)
    ends.push(stop)
    const enough = new AbortController()
    const shown: Screen[] = []
    const { at } = aReport()
    const following = followScreen({
      ...{ client, profile: ventris, clock: () => at, signal: enough.signal, warn: () => {} },
      show: ({ screen }) => void (screen && shown.push(screen)),
    })
    await vi.waitUntil(() => shown.at(-1)?.pending === 1, PATIENT)
    await away.store.report(aReport({ environment: 'away', term: 2 }))
    await vi.waitUntil(() => shown.at(-1)?.pending === 0, PATIENT)
    enough.abort()
    await following

    expect(shown.at(-1)).toMatchObject({ environment: 'away', pedal: 'there', deed: { isPending: false } })
  })

  test('what only an administrator may write stays where it is, and histories go along', async () => {
    const { home, away, replication, replicates } = await rig()
    const own = { _id: '_design/own', language: 'javascript' }
    await fetch(`${home.couch.url}/lounge/_design/own`, { method: 'PUT', body: JSON.stringify(own) })
    for (const generation of [1, 2, 3]) await home.store.report(aReport({ generation }))
    await replicate(replication)
    replicates()

    const doc = 'lounge/reported:home:ventris?revs=true'
    const read = async (path: string) => (await fetch(`${away.couch.url}/${path}`)).json()
    await vi.waitUntil(async () => (await away.store.reported()).length > 0, PATIENT)

    expect(await read(doc)).toEqual(await (await fetch(`${home.couch.url}/${doc}`)).json())
    expect(await read(doc)).toMatchObject({ _revisions: { start: 3 } })
    expect(await read('lounge/_design/own')).toMatchObject({ error: 'not_found' })
  })

  test('set up again it is left alone, and a new secret is taken', async () => {
    const { home, replication } = await rig()
    await replicate(replication)
    const before = await jobs(home.couch)

    await replicate(replication)
    const again = await jobs(home.couch)
    await replicate({ ...replication, there: { ...replication.there, password: 'another' } })

    expect(again).toEqual(before)
    expect(await jobs(home.couch)).toMatchObject([
      {
        _id: 'lounge-from-peer',
        owner: 'admin',
        source: { auth: { basic: { username: 'peer', password: 'another' } } },
      },
      { _id: 'lounge-to-peer', continuous: true },
    ])
  })

  test.each(['crashing', 'failed'] as const)('what is %s is asked for anew', async (state) => {
    const { home, replication } = await rig()
    await replicate(replication)
    const [before] = await jobs(home.couch)
    home.couch.replicates = state

    await replicate(replication)

    const [again] = await jobs(home.couch)
    expect({ ...again, _rev: before?._rev }).toEqual(before)
    // Deleted, and written again: generation 3.
    expect(again?._rev).toMatch(/^3-/)
  })

  test('what runs is left to run', async () => {
    const { home, replication } = await rig()
    await replicate(replication)
    const before = await jobs(home.couch)
    home.couch.replicates = 'running'

    await replicate(replication)

    expect(await jobs(home.couch)).toEqual(before)
  })

  test('its credentials are in no address, and what is written with an administrator’s stays with them', async () => {
    const { home, replication } = await rig()

    await replicate(replication)

    expect(JSON.stringify(await jobs(home.couch))).not.toMatch(/:\/\/[^"]*@/)
    const written = home.couch.asked.filter(({ line }) => line.startsWith('PUT /_replicator/'))
    expect(new Set(written.map(({ authorization }) => authorization))).toEqual(
      new Set([`Basic ${btoa('admin:admin-secret')}`]),
    )
  })

  test('ended, nothing is copied any more and nothing is lost', async () => {
    const { home, replication } = await rig()
    await replicate(replication)

    await stopReplicating(replication)
    await stopReplicating(replication)

    expect(await jobs(home.couch)).toEqual([])
  })

  test('the other side’s replicator is a user of the database like data, and of no other', async () => {
    const { away } = await rig()

    const answer = await fetch(`${away.couch.url}/lounge/_security`)

    expect(await answer.json()).toMatchObject({ members: { names: ['data', 'peer'], roles: [] } })
  })
})

describe('what each side says it holds', () => {
  test('goes with the log', async () => {
    const { home } = await rig()
    const holdings = couchHoldings(couchAt({ url: home.couch.url, ...data }), 'lounge')
    await home.store.append(aCommit(1))
    await home.store.append(aCommit(2))

    const own = await holdings.own()
    await holdings.say({ ...own, environment: 'home', count: 1 })
    await holdings.say({ ...own, environment: 'home', count: 2 })

    expect(await holdings.said('home')).toMatchObject({ commits: 2, newest: aCommit(2).id, count: 2 })
    expect(await holdings.said('away')).toBeUndefined()
  })
})

describe('the watch', () => {
  afterEach(() => void vi.useRealTimers())

  const watching = async (known?: Held, newest = 'commit:0002-away:5') => {
    vi.useFakeTimers()
    const own = { commits: 5, newest }
    const words = new Map(known && [[known.environment, known]])
    const holdings: Holdings = {
      own: async () => own,
      said: async (name) => words.get(name),
      say: async (held) => void words.set(held.environment, held),
    }
    const metrics = createMetrics('data')
    const watch = new LevelWatch({ holdings, environment: 'home', peer: 'away', metrics })
    watch.start()
    ends.push(() => watch.stop())
    const hear = async (more: Partial<Held>, seconds = 1) => {
      const count = (words.get('away')?.count ?? 0) + 1
      words.set('away', { environment: 'away', ...own, count, ...more })
      await vi.advanceTimersByTimeAsync(1_000 * seconds)
    }
    const gauge = async (name: string) =>
      (await metrics.registry.getSingleMetric(name)?.get())?.values[0]?.value
    await vi.advanceTimersByTimeAsync(0)
    return { watch, words, hear, gauge }
  }

  test('is level while both say the same', async () => {
    const { watch, hear, gauge } = await watching()

    await hear({})

    expect([await gauge('replication_level'), watch.why]).toEqual([1, undefined])
  })

  test('says so when the peer has been ahead for more than two seconds', async () => {
    const { watch, hear, gauge } = await watching()
    await hear({})

    await hear({ commits: 6, newest: 'commit:0002-away:6' }, 2)
    const early = watch.why
    await hear({ commits: 6, newest: 'commit:0002-away:6' }, 2)

    expect([early, watch.why]).toEqual([
      undefined,
      'the log of away and this one differ; replication is behind',
    ])
    expect([await gauge('replication_level'), await gauge('replication_lag_seconds')]).toEqual([0, 4])
  })

  test('a peer that has fallen silent is not level, whatever it said last', async () => {
    const { watch, hear, gauge } = await watching()
    await hear({})

    await vi.advanceTimersByTimeAsync(14_000)

    expect(watch.why).toBe('nothing has come from away for a while; the two may differ')
    expect(await gauge('replication_level')).toBe(0)
  })

  test('while we write ourselves, nobody who reads here is told that the peer is behind or gone', async () => {
    const { watch, gauge } = await watching(undefined, 'commit:0001-home:5')

    await vi.advanceTimersByTimeAsync(60_000)

    expect([await gauge('replication_level'), watch.why]).toEqual([0, undefined])
  })

  test('a word from before its start is no sign of life', async () => {
    const { gauge } = await watching({ environment: 'away', commits: 5, newest: 'commit:5', count: 9 })

    await vi.advanceTimersByTimeAsync(5_000)

    expect(await gauge('replication_level')).toBe(0)
  })

  test('speaks every second while somebody listens, and seldom while nobody does', async () => {
    const { words, hear } = await watching()

    await vi.advanceTimersByTimeAsync(29_500)
    const alone = words.get('home')?.count
    await hear({})
    for (let second = 0; second < 9; second += 1) await hear({})

    expect(alone).toBe(2)
    expect(words.get('home')?.count).toBeGreaterThanOrEqual(10)
  })
})
