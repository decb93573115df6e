import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servicesUnderTest, type UnderTest } from '../lounge/services-under-test.ts'
import { raw, statuses } from './raw.ts'

let world: UnderTest
let server: Server
let port: number
let token: string

beforeAll(async () => {
  world = await servicesUnderTest()
  const { app } = world.services[1]
  server = createAdaptorServer({ fetch: (request: Request) => app.fetch(request) }) as Server
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  token = await world.sign('all')('midi')
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await world.stop()
})

const change = JSON.stringify({ intent: { kind: 'player', tag: 'EVL' } })
const hidden = [
  'POST /v1/changes HTTP/1.1',
  'Host: a',
  'Content-Type: application/json',
  `Content-Length: ${change.length}`,
  '',
  change,
].join('\r\n')
const CLOSE = 'Connection: close'
const get = ['GET /v1/terms HTTP/1.1', 'Host: a']
const post = ['POST /v1/changes HTTP/1.1', 'Host: a', 'Content-Type: application/json']

test.each<[string, string[]]>([
  ['two lengths', [...post, 'Content-Length: 5', 'Content-Length: 0', CLOSE, '', hidden]],
  [
    'a length and chunks',
    [...post, 'Content-Length: 4', 'Transfer-Encoding: chunked', CLOSE, '', '0', '', hidden],
  ],
  ['chunks in a strange spelling', [...post, 'Transfer-Encoding: xchunked', CLOSE, '', '0', '', hidden]],
  [
    'chunks that are named twice',
    [...post, 'Transfer-Encoding: chunked, identity', CLOSE, '', '0', '', hidden],
  ],
  ['a folded header', [...get, 'X-A: b', ` Authorization: Bearer ${'x'}`, CLOSE, '', '']],
  ['a space before the colon', [...post, 'Content-Length : 5', CLOSE, '', hidden]],
  ['a bare line feed in a header', [...get, 'X-A: b\nAuthorization: Bearer x', CLOSE, '', '']],
  ['a length that is no number', [...post, 'Content-Length: 0x10', CLOSE, '', hidden]],
])('%s brings no second request past the first one’s door', async (_, lines) => {
  const generation = world.conductor.head.generation

  const answer = await raw(port, ...lines)

  expect(statuses(answer).every((status) => status >= 400)).toBe(true)
  expect(world.conductor.head.generation).toBe(generation)
})

test('a second request on the same connection needs a token of its own', async () => {
  const first = [...get, `Authorization: Bearer ${token}`, '', ''].join('\r\n')

  const answer = await raw(port, `${first}${hidden}\r\n`, ...get, CLOSE, '', '')

  expect(statuses(answer)[0]).toBe(200)
  expect(
    statuses(answer)
      .slice(1)
      .every((status) => status >= 400),
  ).toBe(true)
})

test('two tokens in one request open nothing, whichever of them is good', async () => {
  const [good, bad] = [`Authorization: Bearer ${token}`, 'Authorization: Bearer x']

  for (const two of [
    [good, bad],
    [bad, good],
    [good, good],
  ])
    expect(statuses(await raw(port, ...get, ...two, CLOSE, '', ''))).toEqual([401])
})

test('a token beyond what a header may be is refused, and the next one is read', async () => {
  const long = `Authorization: Bearer ${token}${'a'.repeat(40_000)}`

  expect(statuses(await raw(port, ...get, long, CLOSE, '', ''))).toEqual([431])
  expect(statuses(await raw(port, ...get, `Authorization: Bearer ${token}`, CLOSE, '', ''))).toEqual([200])
})

test('an absolute address and a foreign Host lead to the same doors', async () => {
  const answer = await raw(port, 'GET http://elsewhere/v1/terms HTTP/1.1', 'Host: evil', CLOSE, '', '')

  expect(statuses(answer)).toEqual([401])
})

test('a header that holds a line of the log does not become one', async () => {
  const forged = '{"level":"fatal","message":"forged"}'
  const before = world.logged.length

  await raw(port, ...get, `X-Correlation-Id: a ${forged}`, `User-Agent: ${forged}`, CLOSE, '', '')

  const lines = world.logged.slice(before)
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(JSON.parse(line).message ?? JSON.parse(line).msg).not.toBe('forged')
})

test('a query that comes twice is taken once or refused, never both ways', async () => {
  const head = [`Authorization: Bearer ${token}`, CLOSE, '', '']

  const answer = await raw(port, 'GET /v1/history?limit=1&limit=200 HTTP/1.1', 'Host: a', ...head)

  expect([200, 400, 422]).toContain(statuses(answer)[0])
  if (statuses(answer)[0] === 200) expect(answer.split('"generation"').length - 1).toBeLessThanOrEqual(1)
})
