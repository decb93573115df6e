import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commit } from '../lounge/log.ts'
import { aCommit } from './testing/log.ts'
import { dataRig } from './testing/rig.ts'

const commitUrl = 'POST /v1/commits'

let rig: Awaited<ReturnType<typeof dataRig>>

beforeEach(async () => {
  rig = await dataRig()
})
afterEach(() => rig.stop())

const start = async (...log: Commit[]) => {
  for (const commit of log) await rig.store.append(commit)
}

const problem = (slug: string, detail: unknown) => ({ type: `urn:lounge:problem:${slug}`, detail })

describe('appending', () => {
  test('answers with the id of what is durable now', async () => {
    const { status, body } = await rig.ask(commitUrl, aCommit(1, { changes: 0 }))

    expect(status).toBe(201)
    expect(body).toEqual({ id: 'commit:0001-home:000000000001' })
    expect(await rig.store.after(null, 9)).toEqual([aCommit(1, { changes: 0 })])
  })

  test('takes a commit of 64 changes and more than 64 KiB', async () => {
    const commit = aCommit(1, { changes: 64 })
    const wordy = {
      ...commit,
      changes: commit.changes.map((change) => ({ ...change, label: 'x'.repeat(2_000) })),
    }

    expect((await rig.ask(commitUrl, wordy)).status).toBe(201)
    expect(await rig.store.after(null, 9)).toEqual([wordy])
  })

  test('the same commit again is a 409 that holds it', async () => {
    await start(aCommit(1), aCommit(2))

    const { status, body } = await rig.ask(commitUrl, aCommit(1))

    expect(status).toBe(409)
    expect(body).toMatchObject(problem('stale', expect.stringContaining('the log ends at generation 2')))
    expect(body.since).toEqual([aCommit(1), aCommit(2)])
  })

  test.each<[string, Commit, Commit[]]>([
    ['a lost race', aCommit(3), [aCommit(3)]],
    ['a gap', aCommit(6, { term: 2, environment: 'away' }), []],
    ['a term that is over', aCommit(4), [aCommit(4, { term: 2, environment: 'away' })]],
    ['a term that another environment has opened', aCommit(5, { term: 2 }), []],
    [
      'a writer who missed the end of an earlier term',
      aCommit(3, { term: 3 }),
      [aCommit(3), aCommit(4, { term: 2, environment: 'away' })],
    ],
  ])('%s is a 409 with what was missed, and nothing is written', async (name, commit, since) => {
    const log = [aCommit(1), aCommit(2), aCommit(3), aCommit(4, { term: 2, environment: 'away' })]
    await start(...(name === 'a lost race' ? log.slice(0, 3) : log))
    const before = await rig.store.after(null, 99)

    const { status, body } = await rig.ask(commitUrl, commit)

    expect(status).toBe(409)
    expect(body.since).toEqual(since)
    expect(await rig.store.after(null, 99)).toEqual(before)
  })

  test('where replication has left a hole, a term begins below it and nowhere else', async () => {
    await start(aCommit(1), aCommit(2), aCommit(4, { term: 2, environment: 'away' }))
    const opening = (below: Commit): Commit => {
      const commit = aCommit(below.last + 1, { term: 3, changes: 0 })
      return { ...commit, kind: 'opening', follows: below.id }
    }

    expect((await rig.ask(commitUrl, opening(aCommit(1)))).status).toBe(409)
    expect((await rig.ask(commitUrl, opening(aCommit(2)))).status).toBe(201)
  })

  test('the next term begins where the log ends', async () => {
    await start(aCommit(1, { changes: 3 }))

    expect((await rig.ask(commitUrl, aCommit(4, { term: 2, environment: 'away', changes: 0 }))).status).toBe(
      201,
    )
  })

  test('an environment goes on in its own term although another has opened the same one', async () => {
    await start(
      aCommit(1),
      aCommit(2, { environment: 'away' }),
      aCommit(3, { environment: 'away' }),
      aCommit(2),
    )

    expect((await rig.ask(commitUrl, aCommit(3))).status).toBe(201)
    expect((await rig.ask(commitUrl, aCommit(4, { environment: 'away' }))).status).toBe(201)
    expect((await rig.ask(commitUrl, aCommit(5))).status).toBe(409)
  })

  test('of two that race exactly one is told 201', async () => {
    const commits = Array.from({ length: 10 }, (_, at) => ({ ...aCommit(1), at }))

    const answers = await Promise.all(commits.map((commit) => rig.ask(commitUrl, commit)))

    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
    const [kept] = await rig.store.after(null, 9)
    for (const { status, body } of answers) if (status === 409) expect(body.since).toEqual([kept])
  })

  const good = aCommit(1, { changes: 2 })
  const [one, two] = good.changes
  test.each<[string, number, unknown, string]>([
    ['no JSON', 400, '{"id":', 'the body is empty or not JSON'],
    ['nothing', 400, '', 'the body is empty or not JSON'],
    ['a list', 400, [good], 'the body must be an object, not a list'],
    [
      'a field missing',
      400,
      { ...good, state: undefined },
      '"state" in the body is missing: it must be an object',
    ],
    [
      'a field of the wrong type',
      400,
      { ...good, first: '1' },
      '"first" in the body must be a number, not text',
    ],
    ['a field too many', 400, { ...good, _rev: '1-x' }, '"_rev" in the body is not known here; leave it out'],
    ['a malformed id', 422, { ...good, id: 'commit:1:1' }, 'is not written as it must be'],
    [
      'another’s id',
      422,
      { ...good, id: 'commit:0001-home:000000000002' },
      'must be commit:0001-home:000000000001',
    ],
    ['a wrong end', 422, { ...good, last: 3 }, '"last" in the body must be 2'],
    [
      'a gap between its changes',
      422,
      { ...good, changes: [two, one] },
      'must be 1: generations have no gaps',
    ],
    ['changes in an opening', 422, { ...good, kind: 'opening' }, 'must be empty in an opening commit'],
    ['no change at all', 422, { ...good, last: 1, changes: [] }, 'must hold at least one'],
    ['a term of 0', 422, { ...good, term: { number: 0, environment: 'home' } }, 'must be from 1 to 9999'],
    [
      'a value past what MIDI carries',
      422,
      {
        ...good,
        state: {
          ...good.state,
          devices: { ventris: { 'a.time': { value: 128, generation: 1, by: 'Ana' } } },
        },
      },
      'must be from 0 to 127',
    ],
    ['65 changes', 422, aCommit(1, { changes: 65 }), 'must be at most 64 entries'],
    ['more than a mebibyte', 413, { ...good, other: 'x'.repeat(1024 * 1024) }, 'at most 1048576 bytes'],
  ])('%s is refused with %i and a reason, and nothing is written', async (...[, status, given, detail]) => {
    const answer = await rig.ask(commitUrl, given)

    expect(answer.status).toBe(status)
    expect(answer.body.detail).toContain(detail)
    expect(await rig.store.after(null, 9)).toEqual([])
  })
})

describe('reading', () => {
  test('the state of an empty log is null', async () => {
    expect((await rig.ask('GET /v1/state')).body).toEqual({ head: null })
    expect((await rig.ask('GET /v1/history')).body).toEqual({ changes: [], next: null })
    expect((await rig.ask('GET /v1/commits')).body).toEqual({ commits: [] })
  })

  test('the state is the newest commit of the newest term', async () => {
    const opening = aCommit(2, { term: 2, environment: 'away', changes: 0 })
    await start(aCommit(1), aCommit(2), aCommit(3), opening)

    expect((await rig.ask('GET /v1/state')).body).toEqual({ head: opening })
  })

  test('commits are read up from an id, down from one, or down from the newest', async () => {
    await start(aCommit(1), aCommit(2), aCommit(3), aCommit(4))
    const firsts = async (query: string) =>
      (await rig.ask(`GET /v1/commits?${query}`)).body.commits.map(({ first }: Commit) => first)

    expect(await firsts(`after=${aCommit(2).id}`)).toEqual([3, 4])
    expect(await firsts(`before=${aCommit(3).id}`)).toEqual([2, 1])
    expect(await firsts('limit=2')).toEqual([4, 3])
    expect(await firsts(`after=${aCommit(1).id}&limit=1`)).toEqual([2])
  })

  test('history is paged by generation, newest first', async () => {
    await start(aCommit(1, { changes: 0 }), aCommit(2, { changes: 3 }), aCommit(5, { changes: 2 }))
    const page = async (query: string) => {
      const { changes, next } = (await rig.ask(`GET /v1/history?${query}`)).body
      return [changes.map(({ generation }: { generation: number }) => generation), next]
    }

    expect(await page('limit=3')).toEqual([[6, 5, 4], 4])
    expect(await page('limit=3&before=4')).toEqual([[3, 2], null])
    expect(await page('limit=2&before=4')).toEqual([[3, 2], null])
    expect(await page('before=3')).toEqual([[2], null])
    expect(await page('before=2')).toEqual([[], null])
  })

  test('history leaves out what a later term has cut off', async () => {
    const takeover = [
      { ...aCommit(3, { term: 2, environment: 'away', changes: 0 }), follows: aCommit(2).id },
      aCommit(4, { term: 2, environment: 'away' }),
    ]
    await start(aCommit(1), aCommit(2), aCommit(3), aCommit(4), aCommit(5), ...takeover)

    const { changes } = (await rig.ask('GET /v1/history')).body

    expect(changes).toEqual([...aCommit(4).changes, ...aCommit(2).changes, ...aCommit(1).changes])
  })

  test.each<[string, number, string]>([
    ['/v1/commits?after=yesterday', 422, '"after" in the query is not written as it must be'],
    [`/v1/commits?after=${aCommit(1).id}&before=${aCommit(2).id}`, 400, 'not both'],
    ['/v1/commits?limit=0', 422, '"limit" in the query must be from 1 to 100'],
    ['/v1/commits?limit=101', 422, 'must be from 1 to 100'],
    ['/v1/commits?limit=many', 400, '"limit" in the query must be a number'],
    ['/v1/commits?since=1', 400, '"since" in the query is not known here'],
    ['/v1/history?before=0', 422, '"before" in the query must be from 1 to '],
    ['/v1/history?limit=201', 422, 'must be from 1 to 200'],
    ['/v1/_users', 404, 'there is nothing at'],
    ['/v1/devices/%0A', 404, 'there is no device'],
    ['/v1/devices/..%2f_users', 404, 'there is no device'],
  ])('%s is a %i that says why', async (path, status, detail) => {
    const answer = await rig.ask(`GET ${path}`)

    expect(answer.status).toBe(status)
    expect(answer.body.detail).toContain(detail)
  })
})
