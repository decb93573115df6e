/** The app that every service begins with, at its boundary. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { authoriser } from './auth.ts'
import { withTrail } from './correlation.ts'
import { Problem } from './problem.ts'
import { rig } from './testing/rig.ts'

afterEach(() => void vi.useRealTimers())

const OK = { cc: 7 }

describe('a request that is right', () => {
  test('reaches its handler with who called and the types of the client', async () => {
    const { client } = await rig()

    const response = await client.v1.devices[':device'].turns.$post({
      param: { device: 'ventris' },
      query: {},
      json: OK,
    })

    expect(response.status).toBe(201)
    const { by, cc } = await response.json()
    expect([by, cc]).toEqual(['chat', 7])
  })

  test('keeps the correlation id it brings, in the handler, on the answer and in the log', async () => {
    const { fetch, logged } = await rig()
    const trail = { correlation: 'line:42', trace: 'a'.repeat(32) }

    const response = await withTrail(trail, () =>
      fetch('http://midi/v1/devices/ventris/turns', {
        method: 'POST',
        body: JSON.stringify(OK),
        headers: { 'content-type': 'application/json' },
      }),
    )

    expect(await response.json()).toMatchObject({ correlation: 'line:42' })
    expect(response.headers.get('x-correlation-id')).toBe('line:42')
    expect(logged).toContainEqual(
      expect.objectContaining({
        correlation: 'line:42',
        trace: trail.trace,
        status: 201,
        message: 'request',
      }),
    )
  })

  test.each(['a b', '{"x":1}', 'x'.repeat(129), ''])(
    'a correlation id that could spoil a log (%j) is replaced',
    async (id) => {
      const { app } = await rig()

      const response = await app.request('/livez', { headers: { 'x-correlation-id': id } })

      expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  test('is counted by route, never by path', async () => {
    const { post, app, metrics } = await rig()

    await post(OK, '/v1/devices/ventris/turns')
    await app.request('/nowhere/12345')

    const text = await metrics.registry.metrics()
    expect(text).toContain('method="POST",route="/v1/devices/:device/turns",status="201"')
    expect(text).toContain('route="none",status="404"')
    expect(text).not.toContain('12345')
  })
})

describe('a body that is not right changes nothing and is answered in one sentence', () => {
  const cases: [string, unknown, number, string][] = [
    ['a missing field', {}, 400, '"cc" in the body is missing: it must be a number'],
    ['the wrong type', { cc: '7' }, 400, '"cc" in the body must be a number, not text'],
    ['null', { cc: null }, 400, '"cc" in the body must be a number, not null'],
    ['past the range', { cc: 128 }, 422, '"cc" in the body must be from 0 to 127'],
    ['far past the range', { cc: 1e300 }, 422, '"cc" in the body must be from 0 to 127'],
    ['below the range', { cc: -1 }, 422, '"cc" in the body must be from 0 to 127'],
    ['a fraction', { cc: 1.5 }, 422, '"cc" in the body must be a whole number'],
    ['an unknown key', { cc: 7, x: 1 }, 400, '"x" in the body is not known here; leave it out'],
    [
      'an unknown key further down',
      { cc: 7, who: { name: 'Ana', admin: true } },
      400,
      '"who.admin" in the body is not known here; leave it out',
    ],
    [
      'an unknown key that would be a prototype',
      '{"cc":7,"__proto__":{"x":1}}',
      400,
      '"__proto__" in the body is not known here; leave it out',
    ],
    [
      'text that is too long',
      { cc: 7, who: { name: 'x'.repeat(25) } },
      422,
      '"who.name" in the body must be from 1 to 24 characters',
    ],
    [
      'a kind that does not exist',
      { cc: 7, to: { as: 'x' } },
      422,
      '"to.as" in the body must be one of "level", "name"',
    ],
    [
      'a kind that is missing',
      { cc: 7, to: {} },
      400,
      '"to.as" in the body is missing: it must be one of "level", "name"',
    ],
    [
      'a value out of the range of its kind',
      { cc: 7, to: { as: 'level', level: 11 } },
      422,
      '"to.level" in the body must be from 0 to 10',
    ],
    [
      'a value in a record',
      { cc: 7, values: { time: 200 } },
      422,
      '"values.time" in the body must be from 0 to 127',
    ],
    [
      'a name in a record',
      { cc: 7, values: { 'a b': 1 } },
      422,
      '"values.a b" in the body is not a name that can stand here',
    ],
    [
      'a bound that is not itself allowed',
      { cc: 7, minutes: 0 },
      422,
      '"minutes" in the body must be more than 0 and at most 10080',
    ],
    [
      'a list that is too long',
      { cc: 7, pair: [1, 2, 3] },
      422,
      '"pair" in the body must be from 1 to 2 entries',
    ],
    ['a list that is too short', { cc: 7, pair: [] }, 422, '"pair" in the body must be from 1 to 2 entries'],
    [
      'a union, where the branch that was meant has a fault',
      { cc: 7, either: { id: 'a', port: 'b' } },
      400,
      '"either.port" in the body must be a number, not text',
    ],
    ['a rule of its own', { cc: 7, even: 3 }, 422, '"even" in the body must be even'],
    ['a list instead of an object', [], 400, 'the body must be an object, not a list'],
    ['null instead of an object', 'null', 400, 'the body must be an object, not null'],
    ['half of a body', '{"cc":', 400, 'the body is empty or not JSON'],
    ['nothing', '', 400, 'the body is empty or not JSON'],
  ]
  for (const [what, sent, status, detail] of cases)
    test(what, async () => {
      const { post } = await rig()

      const answer = await post(sent)

      expect(answer).toMatchObject({ status, body: { status, detail } })
    })

  test('several faults are all named, the first one as the field', async () => {
    const { post } = await rig()

    const { body } = await post({ who: { name: '' } })

    expect(body).toMatchObject({
      type: 'urn:lounge:problem:malformed',
      field: 'cc',
      faults: [{ field: 'cc' }, { field: 'who.name' }],
    })
  })

  test('a key made to spoil a log or a page is repeated harmlessly', async () => {
    const { post } = await rig()

    const { body } = await post({ cc: 7, [`\u202e\r\n<b>"${'x'.repeat(500)}`]: 1 })

    expect(body.detail).toMatch(/^"<b>'x+…" in the body is not known here; leave it out$/)
    expect(body.detail.length).toBeLessThan(150)
  })

  test('another content type, and none, are a 415', async () => {
    const { fetch } = await rig()
    const send = (headers: Record<string, string>) =>
      fetch('http://midi/v1/devices/ventris/turns', { method: 'POST', body: new Blob(['{"cc":7}']), headers })

    const answers = [await send({ 'content-type': 'text/plain' }), await send({})]

    expect(answers.map(({ status }) => status)).toEqual([415, 415])
  })

  test('no body at all is a 400 that names what is missing', async () => {
    const { fetch } = await rig()

    const response = await fetch('http://midi/v1/devices/ventris/turns', { method: 'POST' })

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ field: 'cc' })
  })

  test('more than 64 KiB is a 413, whether it says its length or not', async () => {
    const { fetch, post } = await rig()
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024)),
    })

    const whole = await post({ cc: 7, who: { name: 'x'.repeat(70_000) } })
    const chunked = await fetch('http://midi/v1/devices/ventris/turns', {
      method: 'POST',
      body: stream,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit)

    expect(whole).toMatchObject({ status: 413, body: { detail: 'the body must be at most 65536 bytes' } })
    expect(chunked.status).toBe(413)
  })
})

describe('a path or query that is not right', () => {
  test.each([
    ['/v1/devices/ventris/turns?times=0', 422, '"times" in the query must be from 1 to 9'],
    ['/v1/devices/ventris/turns?times=x', 400, '"times" in the query must be a number, not text'],
    ['/v1/devices/ventris/turns?tims=1', 400, '"tims" in the query is not known here; leave it out'],
    ['/v1/devices/VEN%0ATRIS/turns', 422, '"device" in the path is not written as it must be: /^[a-z]+$/'],
  ])('%s is a %i', async (path, status, detail) => {
    const { post } = await rig()

    expect(await post(OK, path)).toMatchObject({ status, body: { detail } })
  })

  test('an unknown route is a 404 that names the path and nothing invisible', async () => {
    const { app } = await rig()

    const response = await app.request('/v1/%0Anope/\u202e')

    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect((await response.json()).detail).toMatch(/^there is nothing at "\/v1\/[ -~]*nope\/[ -~]*"/)
  })

  test('a wrong method is a 405 that says which are right', async () => {
    const { app } = await rig()

    const response = await app.request('/v1/devices/ventris/turns', { method: 'DELETE' })

    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST, GET, HEAD')
  })

  test('headers that come twice or are long do no harm', async () => {
    const { app } = await rig()
    const headers = new Headers({ 'x-correlation-id': 'a', traceparent: 'x'.repeat(8000), accept: '*/*' })
    headers.append('x-correlation-id', 'b')
    headers.append('authorization', 'Bearer a')
    headers.append('authorization', 'Bearer b')

    expect((await app.request('/livez', { headers })).status).toBe(200)
    const answer = await app.request('/v1/devices/ventris/turns', { method: 'POST', headers })
    expect(answer.status).toBe(401)
  })
})

describe('what goes wrong inside', () => {
  test('an error that nobody expected is a plain 500, with its stack in the log only', async () => {
    const work = () => Promise.reject(new Error('connect http://admin:hunter2@couch:5984 failed'))
    const { app, logged } = await rig({ work })

    const response = await app.request('/v1/try', { headers: { 'x-correlation-id': 'c1' } })

    const text = await response.text()
    expect(response.status).toBe(500)
    expect(JSON.parse(text)).toMatchObject({ type: 'urn:lounge:problem:internal' })
    expect(text).not.toMatch(/couch|hunter2|Error|\.ts/)
    const line = JSON.stringify(logged.find(({ level }) => level === 'error'))
    expect(line).toContain('app.test.ts')
    expect(line).toContain('c1')
    expect(line).not.toContain('hunter2')
  })

  test('a problem is answered as it is, with its headers and members', async () => {
    const problem = new Problem(409, 'the log has moved on', { type: 'stale', more: { since: [1] } })
    const { app } = await rig({ work: () => Promise.reject(problem) })

    const response = await app.request('/v1/try')

    expect(await response.json()).toEqual({
      type: 'urn:lounge:problem:stale',
      title: 'Stale',
      status: 409,
      detail: 'the log has moved on',
      since: [1],
    })
  })

  test('a request that takes too long is a 503 that says to try again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { app } = await rig({ work: () => new Promise(() => undefined), timeoutMs: 10_000 })

    const answer = app.request('/v1/try')
    await vi.advanceTimersByTimeAsync(10_000)

    const response = await answer
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
  })

  test('a service that was given no callers lets nobody in', async () => {
    const { post } = await rig({ authorise: authoriser({ audience: 'midi', callers: {} }) })

    expect((await post(OK)).status).toBe(401)
  })
})
