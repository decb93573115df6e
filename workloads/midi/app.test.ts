import { pino } from 'pino'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Answer, View } from '../lounge/answer.ts'
import { devices } from '../lounge/devices/index.ts'
import type { Intent } from '../lounge/request.ts'
import { ana, level, mo } from '../lounge/testing/rig.ts'
import { signer } from '../service/auth.ts'
import { serviceFetch } from '../service/fetch.ts'
import { keyring, newKey } from '../service/keys.ts'
import { createMetrics } from '../service/metrics.ts'
import { follow } from '../service/sse-client.ts'
import { midiApp } from './app.ts'
import { midiClient } from './client.ts'
import { Conductor } from './conductor.ts'
import { SharedLog } from './testing/shared-log.ts'

afterEach(() => void vi.useRealTimers())

const rig = async () => {
  const log = new SharedLog()
  const ledger = log.ledger()
  const conductor = new Conductor({
    environment: 'home',
    ledger,
    profiles: devices,
    clock: Date.now,
    opens: 'empty',
  })
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  void conductor.follow(stop.signal)
  await vi.waitFor(() => expect(log.commits).toHaveLength(1))
  const keys = await keyring()
  const app = midiApp({
    ...{ conductor, ledger, profiles: devices, authorise: keys.authorise('midi') },
    ...{ log: pino({ level: 'silent' }), metrics: createMetrics('midi') },
  })
  const local = async (input: RequestInfo | URL, init?: RequestInit) => app.request(input as string, init)
  const fetchAs = (caller: 'chat' | 'console' | 'midi-node') =>
    serviceFetch({ audience: 'midi', sign: keys.sign(caller), fetch: local })
  const clientAs = (caller: 'chat' | 'console' | 'midi-node') =>
    midiClient({ baseUrl: 'http://midi', fetch: fetchAs(caller) })
  const post = (path: string, body: unknown, caller: 'chat' | 'console' | 'midi-node' = 'chat') =>
    fetchAs(caller)(`http://midi${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  /** A node that has sent whatever is desired. */
  const obey = () => {
    const { generation, values } = conductor.desired('ventris')
    const json = { term: 1, generation, values, port: 'virtual', since: 0 }
    return clientAs('midi-node').v1.devices[':device'].reported.$post({ param: { device: 'ventris' }, json })
  }
  return { app, log, conductor, keys, clientAs, fetchAs, post, obey, stop: stop.signal }
}

/** A node that is there: reports once for each new generation, and not for the echo of its report. */
const follows = (conductor: Conductor, obey: () => unknown) => () => {
  if (conductor.reports.of('ventris')?.generation !== conductor.head.generation) obey()
}

const say = (intent: Intent, who = ana) => ({ intent, who, source: 'chat' })

describe('POST /v1/changes', () => {
  test('answers applied when the node has reported it', async () => {
    const { clientAs, conductor, obey } = await rig()
    conductor.subscribe(follows(conductor, obey))

    const response = await clientAs('chat').v1.changes.$post({ header: {}, json: say(level('time', 7)) })

    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      outcome: 'applied',
      change: { turns: [{ to: 89 }], who: ana },
    })
  })

  test('the same Idempotency-Key is the same request', async () => {
    const { clientAs, log, conductor, obey } = await rig()
    conductor.subscribe(follows(conductor, obey))
    const once = () =>
      clientAs('chat').v1.changes.$post({
        header: { 'idempotency-key': 'line-1' },
        json: say(level('time', 7)),
      })

    const [first, again] = [await once(), await once()]

    expect(await again.json()).toEqual(await first.json())
    expect(log.commits).toHaveLength(2)
  })

  test('the correlation id goes from the call into the change', async () => {
    const { app, keys } = await rig()
    const token = await keys.sign('chat')('midi')

    const response = await app.request('/v1/changes', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-correlation-id': 'line-7',
      },
      body: JSON.stringify(say({ kind: 'player', tag: 'ABC' })),
    })

    expect(response.headers.get('x-correlation-id')).toBe('line-7')
    expect(((await response.json()) as Answer).change.correlation).toBe('line-7')
  })

  test('a refusal is a problem that carries it, with a sentence', async () => {
    const { post } = await rig()

    const response = await post('/v1/changes', say(level('tiem', 7)))

    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({
      type: 'urn:lounge:problem:unknown-control',
      refusal: { reason: 'unknown-control', guess: 'time' },
      detail: expect.stringContaining('time'),
    })
  })

  test('a cooldown says when to come back', async () => {
    const { post, conductor, obey } = await rig()
    conductor.subscribe(follows(conductor, obey))
    await post('/v1/changes', say(level('time', 7)))

    const response = await post('/v1/changes', say(level('time', 8)))

    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('3')
  })

  test('data away is a 503 that says to ask again with the same key', async () => {
    const { post, log } = await rig()
    log.mood = 'away'
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

    const asked = post('/v1/changes', say(level('time', 7)))
    // The token is signed on a thread of its own; the queue's timer starts after it.
    await vi.waitFor(() =>
      vi.advanceTimersByTimeAsync(100).then(() => expect(vi.getTimerCount()).toBeGreaterThan(1)),
    )
    await vi.advanceTimersByTimeAsync(2_500)
    const response = await asked

    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(await response.json()).toMatchObject({
      dependency: 'data',
      detail: expect.stringContaining('Idempotency-Key'),
    })
  })

  test.each([
    ['no body', '', 400, 'body'],
    ['not JSON', '{', 400, 'body'],
    ['no intent', {}, 400, 'intent'],
    ['an unknown kind', say({ kind: 'explode' } as never), 422, 'kind'],
    ['a level past ten', say(level('time', 11)), 422, '10'],
    ['a level that is text', say(level('time', 'seven' as never)), 400, 'level'],
    ['an extra key', { ...say(level('time', 7)), colour: 'red' }, 400, 'colour'],
    ['an unknown device', say({ ...level('time', 7), device: 'moog' } as Intent), 404, 'moog'],
    ['a player tag that is too long', say({ kind: 'player', tag: 'ABCD' }), 422, 'tag'],
    ['64 KiB and more', { ...say(level('time', 7)), source: 'x'.repeat(70_000) }, 413, '65536'],
  ])('%s is one clear answer, and changes nothing', async (...[, body, status, word]) => {
    const { post, log } = await rig()

    const response = await post('/v1/changes', body)
    const problem = (await response.json()) as { detail: string }

    expect([response.status, problem.detail]).toEqual([status, expect.stringContaining(word)])
    expect(log.commits).toHaveLength(1)
  })
})

describe('who may', () => {
  test('a caller that may not speak for viewers acts as itself', async () => {
    const { post, conductor, obey } = await rig()
    conductor.subscribe(follows(conductor, obey))

    expect((await post('/v1/changes', say(level('time', 7)), 'console')).status).toBe(403)
    const own = await post('/v1/changes', { intent: level('time', 10) }, 'console')

    expect(await own.json()).toMatchObject({ change: { who: { platform: 'service', name: 'console' } } })
  })

  test.each([
    ['chat may not send raw control changes', '/v1/devices/ventris/cc', { cc: 93, value: 1 }, 'chat'],
    ['nor as an intent', '/v1/changes', { intent: { kind: 'raw', cc: 93, value: 1 } }, 'chat'],
    ['the node may not turn knobs', '/v1/changes', { intent: level('time', 1) }, 'midi-node'],
    ['chat may not report', '/v1/devices/ventris/reported', {}, 'chat'],
    ['chat may not switch the environment', '/v1/terms/close', { to: 'replica' }, 'chat'],
  ] as const)('%s', async (...[, path, body, caller]) => {
    const { post, log } = await rig()

    expect((await post(path, body, caller)).status).toBe(403)
    expect(log.commits).toHaveLength(1)
  })

  test('without a token, with a stranger’s, or with an expired one it is 401', async () => {
    const { app, keys } = await rig()
    const stranger = signer({ name: 'chat', privateKey: await newKey() })
    const good = await keys.sign('chat')('midi')
    const get = async (authorization?: string) =>
      (await app.request('/v1/presets', authorization ? { headers: { authorization } } : {})).status

    expect([await get(), await get(`Bearer ${await stranger('midi')}`), await get(`Bearer ${good}`)]).toEqual(
      [401, 401, 200],
    )
    vi.useFakeTimers({ now: Date.now() + 10 * 60_000, toFake: ['Date'] })
    expect(await get(`Bearer ${good}`)).toBe(401)
  })
})

test('a report of a term that nobody opened is refused, and hides no true one', async () => {
  const { post, obey, conductor } = await rig()
  const report = { term: 99, generation: 1, values: {}, port: 'virtual', since: 0 }

  const refused = await post('/v1/devices/ventris/reported', report, 'midi-node')
  await obey()

  expect(refused.status).toBe(409)
  expect(conductor.reports.of('ventris')?.term).toBe(1)
})

test('a device shows its profile, what is desired and reported, and its MIDI details', async () => {
  const { clientAs, obey } = await rig()
  await obey()
  const client = clientAs('console')

  const found = await client.v1.devices[':device'].$get({ param: { device: 'ventris' } })
  const missing = await client.v1.devices[':device'].$get({ param: { device: 'moog' } })

  expect(await found.json()).toMatchObject({
    there: true,
    midi: { channel: 0, port: 'virtual' },
    profile: { id: 'ventris' },
  })
  expect(missing.status).toBe(404)
})

test('presets, undo and reset have routes of their own', async () => {
  const { fetchAs, conductor, obey } = await rig()
  conductor.subscribe(follows(conductor, obey))
  const send = async (method: string, path: string) =>
    (await fetchAs('console')(`http://midi${path}`, { method })).status

  expect(await send('PUT', '/v1/presets/sky')).toBe(409)
  expect(await send('POST', '/v1/devices/ventris/reset')).toBe(201)
  expect(await send('PUT', '/v1/presets/sky')).toBe(201)
  expect(await send('POST', '/v1/presets/sky/recall')).toBe(201)
  expect(await send('DELETE', '/v1/presets/sky')).toBe(201)
  expect(await send('POST', '/v1/presets/sky/recall')).toBe(404)
  expect(await send('POST', '/v1/undo')).toBe(201)
})

test('the view comes at once and after every change', async () => {
  const { clientAs, conductor } = await rig()
  const seen: number[] = []
  const stop = new AbortController()
  const following = follow({
    open: (_, signal) => clientAs('chat').v1.events.$get({}, { init: { signal } }) as Promise<Response>,
    onEvent: ({ data }) => void seen.push((JSON.parse(data) as View).generation),
    signal: stop.signal,
  })
  await vi.waitFor(() => expect(seen).toEqual([1]))

  void conductor.ask({
    id: '1',
    correlation: '1',
    source: 'chat',
    who: mo,
    intent: { kind: 'lock', minutes: null },
  })

  await vi.waitFor(() => expect(seen).toEqual([1, 2]))
  stop.abort()
  await following
})

test('the node hears what to make true, and not its own echo', async () => {
  const { clientAs, conductor, obey } = await rig()
  const seen: object[] = []
  const stop = new AbortController()
  const param = { device: 'ventris' }
  const following = follow({
    open: (_, signal) =>
      clientAs('midi-node').v1.devices[':device'].stream.$get(
        { param },
        { init: { signal } },
      ) as Promise<Response>,
    onEvent: ({ data }) => void seen.push(JSON.parse(data)),
    signal: stop.signal,
  })
  await vi.waitFor(() => expect(seen).toHaveLength(1))
  await obey()

  void conductor.ask({ id: '1', correlation: 'line-1', source: 'chat', who: mo, intent: level('time', 7) })

  await vi.waitFor(() => expect(seen).toHaveLength(2))
  expect(seen[1]).toMatchObject({
    generation: 2,
    values: { 'a.time': 89 },
    correlations: ['line-1'],
    live: true,
  })
  await obey()
  void conductor.ask({ id: '2', correlation: 'line-2', source: 'chat', who: mo, intent: level('time', 8) })
  await vi.waitFor(() => expect(seen).toHaveLength(3))
  expect(seen[2]).toMatchObject({ generation: 3, correlations: ['line-2'] })
  stop.abort()
  await following
})

test('terms are shown, closed and opened through the API', async () => {
  const { post, clientAs } = await rig()

  const closed = await post('/v1/terms/close', { to: 'replica' }, 'console')

  expect(await closed.json()).toMatchObject({ live: false, liveEnvironment: null })
  expect((await post('/v1/terms/close', { to: 'replica' }, 'console')).status).toBe(409)
  expect((await post('/v1/changes', say(level('time', 1)))).status).toBe(409)
  expect(await (await clientAs('chat').v1.terms.$get()).json()).toMatchObject({
    environment: 'home',
    live: false,
  })
  const forced = await post('/v1/terms/open', { force: true, reason: 'the replica is gone' }, 'console')
  expect(await forced.json()).toMatchObject({ term: { number: 2, environment: 'home' }, live: true })
})
