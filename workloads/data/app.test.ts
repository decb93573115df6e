import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { couchStore } from './couch/couch.ts'
import { sqliteStore } from './sqlite/sqlite.ts'
import { storeAway } from './store.ts'
import { aCommit, aReport } from './testing/log.ts'
import { dataRig } from './testing/rig.ts'

const commitUrl = 'POST /v1/commits'
const reportUrl = 'PUT /v1/reported/home/ventris'

const READS = [
  'GET /v1/commits',
  'GET /v1/state',
  'GET /v1/history',
  'GET /v1/reported',
  'GET /v1/devices',
  'GET /v1/devices/ventris',
  'GET /v1/devices/ventris/midi',
  'GET /v1/events',
]
const WRITES: [string, object][] = [
  [commitUrl, aCommit(1)],
  [reportUrl, aReport()],
]
const ROUTES: [string, object | undefined][] = [
  ...READS.map((line): [string, undefined] => [line, undefined]),
  ...WRITES,
]

let rig: Awaited<ReturnType<typeof dataRig>>

beforeEach(async () => {
  rig = await dataRig()
})
afterEach(async () => {
  vi.useRealTimers()
  await rig.stop()
})

const problem = (slug: string, detail: unknown) => ({ type: `urn:lounge:problem:${slug}`, detail })

describe('who may', () => {
  test.each(ROUTES)('%s: nobody without a token', async (line, body) => {
    const [method = '', path = ''] = line.split(' ')

    const response = await rig.app.request(path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })

    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject(
      problem('unauthenticated', expect.stringContaining('needs a token')),
    )
  })

  test.each(ROUTES)('%s: nobody with an expired token', async (line, body) => {
    const now = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: now - 600_000 })
    const token = await rig.callers.sign('midi')('data')
    vi.setSystemTime(now)
    const [method = '', path = ''] = line.split(' ')

    const response = await rig.app.request(path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })

    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject(
      problem('unauthenticated', expect.stringContaining('expired')),
    )
  })

  test.each(READS)('%s: nobody who may not read', async (line) => {
    const { status, body } = await rig.ask(line, undefined, 'stranger')

    expect(status).toBe(403)
    expect(body).toMatchObject(problem('forbidden', expect.stringContaining('data:read')))
  })

  test.each(WRITES)('%s: nobody who may only read', async (line, given) => {
    const { status, body } = await rig.ask(line, given, 'overlay')

    expect(status).toBe(403)
    expect(body).toMatchObject(problem('forbidden', expect.stringContaining('data:write')))
  })

  afterEach(async () => {
    expect(await rig.store.after(null, 1)).toEqual([])
    expect(await rig.store.reported()).toEqual([])
  })
})

describe('devices', () => {
  test('are the lounge’s, with their MIDI details', async () => {
    const { devices } = (await rig.ask('GET /v1/devices')).body
    const [ventris] = devices

    expect((await rig.ask('GET /v1/devices/ventris')).body).toEqual(ventris)
    const midi = (await rig.ask('GET /v1/devices/ventris/midi')).body
    expect(midi).toMatchObject({ device: 'ventris', ports: ventris.ports, channel: ventris.channel })
    expect(midi.controls).toHaveLength(ventris.controls.length)
    expect(midi.controls).toContainEqual(expect.objectContaining({ id: 'a.engine', cc: expect.any(Number) }))
  })

  test.each(['GET /v1/devices/vertigo', 'GET /v1/devices/vertigo/midi', 'PUT /v1/reported/home/vertigo'])(
    '%s: an unknown one is a 404 that names it and those there are',
    async (line) => {
      const given = line.startsWith('PUT') ? aReport({ device: 'vertigo' }) : undefined
      const { status, body } = await rig.ask(line, given)

      expect(status).toBe(404)
      expect(body.detail).toBe('there is no device "vertigo"; there are: ventris, gm2')
      expect(await rig.store.reported()).toEqual([])
    },
  )
})

describe('reports', () => {
  const read = async () => (await rig.ask('GET /v1/reported')).body.reported

  test('are read as they were put, and kept in the store', async () => {
    expect((await rig.ask(reportUrl, aReport())).status).toBe(204)

    expect(await read()).toEqual([aReport()])
    await rig.events.reports.settled()
    expect(await rig.store.reported()).toEqual([aReport()])
  })

  test('of a lower term or an earlier time are taken and change nothing', async () => {
    await rig.ask(reportUrl, aReport({ term: 2, at: 10 }))

    expect((await rig.ask(reportUrl, aReport({ term: 2, at: 9 }))).status).toBe(204)
    expect((await rig.ask(reportUrl, aReport({ term: 1, at: 99 }))).status).toBe(204)

    expect(await read()).toEqual([aReport({ term: 2, at: 10 })])
  })

  test.each<[string, number, string, unknown, string]>([
    [
      'another device in the body',
      422,
      reportUrl,
      aReport({ device: 'gm2' }),
      '"device" in the body must be "ventris"',
    ],
    [
      'another environment in the body',
      422,
      'PUT /v1/reported/away/ventris',
      aReport(),
      '"environment" in the body',
    ],
    [
      'an environment that is none',
      422,
      'PUT /v1/reported/HOME/ventris',
      aReport(),
      '"environment" in the path',
    ],
    ['a value past MIDI’s', 422, reportUrl, aReport({ values: { 'a.time': 128 } }), 'must be from 0 to 127'],
    ['a field missing', 400, reportUrl, { ...aReport(), port: undefined }, '"port" in the body is missing'],
    ['a field too many', 400, reportUrl, { ...aReport(), rev: 1 }, '"rev" in the body is not known here'],
    [
      'a field of the wrong type',
      400,
      reportUrl,
      { ...aReport(), at: 'now' },
      '"at" in the body must be a number',
    ],
    ['more than 64 KiB', 413, reportUrl, aReport({ port: 'x'.repeat(65_536) }), 'at most 65536 bytes'],
  ])('%s is refused with %i, and nothing is written', async (...[, status, line, given, detail]) => {
    const answer = await rig.ask(line, given)

    expect(answer.status).toBe(status)
    expect(answer.body.detail).toContain(detail)
    expect(await read()).toEqual([])
  })
})

test('a damaged row is named in the answer, in /readyz and in the metrics', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lounge-'))
  const file = join(dir, 'log.sqlite')
  const damaged = await dataRig(sqliteStore(file))
  await damaged.ask(commitUrl, aCommit(1))
  const meddler = new DatabaseSync(file)
  meddler.exec(`UPDATE commits SET body = '{"id":'`)
  meddler.close()

  const { status, body } = await damaged.ask('GET /v1/commits')
  const { body: ready } = await damaged.ask('GET /readyz')
  const numbers = await damaged.metrics.registry.metrics()
  await damaged.stop()
  rmSync(dir, { recursive: true })

  const row = 'holds a damaged row: term 1, first 1, environment home'
  expect([status, body.detail]).toEqual([503, `SQLite ${row}; an operator has to look at it`])
  expect(ready).toMatchObject({ status: 'degraded' })
  expect(ready.missing).toContainEqual({ name: 'log', why: `SQLite ${row}` })
  expect(numbers).toMatch(/dependency_up\{dependency="log",service="data"\} 0/)
})

test('a store that takes no commits is missing until it takes one, and what it holds is still read', async () => {
  const { store } = rig
  const { append } = store
  await rig.follow().until(({ states }) => states.includes('up'))
  store.append = async () => {
    throw storeAway('SQLite', 'could not use its file')
  }
  const full = await rig.ask(commitUrl, aCommit(1))
  const { body: during } = await rig.ask('GET /readyz')
  const read = await rig.ask('GET /v1/commits')
  store.append = append
  await rig.ask(commitUrl, aCommit(1))
  const { body: after } = await rig.ask('GET /readyz')

  expect([full.status, read.status]).toEqual([503, 200])
  expect(during).toEqual({
    status: 'degraded',
    missing: [{ name: 'SQLite', why: 'SQLite did not take the last commit' }],
  })
  expect(after).toEqual({ status: 'ready', missing: [] })
})

describe('while CouchDB is away', () => {
  const NOBODY = 'http://127.0.0.1:1'

  test.each(['GET /v1/commits', 'GET /v1/state', 'GET /v1/history', 'GET /v1/events', commitUrl])(
    '%s is a 503 that names it and nothing else',
    async (line) => {
      const away = await dataRig(couchStore({ url: NOBODY, user: 'data', password: 'data-secret' }))

      const { status, headers, body } = await away.ask(line, line === commitUrl ? aCommit(1) : undefined)
      const { body: ready } = await away.ask('GET /readyz')
      await away.stop()

      expect(status).toBe(503)
      expect(headers.get('retry-after')).toBe('2')
      expect(body.detail).toMatch(/^CouchDB does not answer|^CouchDB has not answered yet/)
      expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|secret|ECONN|at /)
      expect(away.logged.join()).not.toContain('secret')
      expect(ready).toEqual({ status: 'degraded', missing: [{ name: 'CouchDB', why: expect.any(String) }] })
    },
  )

  test('reports are taken, told, and written when it is back', async () => {
    const sqlite = sqliteStore(':memory:')
    let isAway = true
    const report = async (given: ReturnType<typeof aReport>) => {
      if (isAway) throw new Error('away')
      await sqlite.report(given)
    }
    rig.store.report = report

    expect((await rig.ask(reportUrl, aReport({ at: 1 }))).status).toBe(204)
    expect((await rig.ask(reportUrl, aReport({ at: 2 }))).status).toBe(204)
    expect((await rig.ask('GET /v1/reported')).body.reported).toEqual([aReport({ at: 2 })])
    isAway = false
    rig.events.reports.retry()
    await rig.events.reports.settled()

    expect(await sqlite.reported()).toEqual([aReport({ at: 2 })])
    await sqlite.close()
  })
})
