import { once } from 'node:events'
import { type RequestOptions, request } from 'node:http'
import { expect, type TestContext, test } from 'vitest'
import { WebSocket } from 'ws'
import { rig } from '../../workloads/console/testing/rig.ts'
import { KEY } from '../../workloads/console/testing/test.ts'
import { raw, statuses } from './raw.ts'

const EVIL = 'http://evil.example'
const SAID = [
  'PASS x',
  'NICK ana',
  'JOIN #eightbitsaxlounge',
  'PRIVMSG #eightbitsaxlounge :!time 9',
  'QUIT',
  '',
]

/** A whole lounge that somebody plays, and another site's page in the musician's browser. */
const attacked = async (test: TestContext) => {
  const { lounge, pedal, page } = await rig(test)
  const { port, ircPort } = lounge.addresses
  const before = await page.until('view', ({ generation }) => generation > 0)
  const received: unknown[] = []
  test.onTestFinished(pedal.listen((event) => void received.push(event)))
  const send = (options: RequestOptions, body = '') =>
    new Promise<number>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, ...options }, (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
      })
      asked.on('error', reject)
      asked.end(body)
    })
  /** After everything that was tried: the log is where it was, the pedal heard nothing, and the lounge still plays. */
  const nothingMoved = async () => {
    const now = await page.until('view', () => true)
    expect(now.generation).toBe(before.generation)
    expect(received).toEqual([])
    expect(await greeting(lounge.addresses.ircPort, 'carla')).toContain('376')
  }
  return { port, ircPort, send, nothingMoved, origin: `http://127.0.0.1:${port}` }
}

/** The greeting of somebody who comes in honestly. */
const greeting = (port: number, nick: string) => raw(port, `NICK ${nick}`, 'QUIT', '')

const bodyOf = (method: string) => (method === 'POST' || method === 'PUT' ? '{"on":false}' : '')

const PATHS = ['/', '/setup', '/events', '/page/main.js', '/switches/cable', '/irc', '/nowhere']

test('a fetch from another site is refused on every path, with the key or without it', async (context) => {
  const { send, port, nothingMoved } = await attacked(context)
  const Host = `127.0.0.1:${port}`

  for (const path of PATHS)
    for (const method of ['GET', 'POST', 'PUT', 'OPTIONS'])
      for (const cookie of ['', `lounge=${KEY}`]) {
        const headers = {
          Host,
          Origin: EVIL,
          'Sec-Fetch-Site': 'cross-site',
          cookie,
          'Content-Type': 'text/plain',
        }
        expect([path, method, await send({ path, method, headers }, bodyOf(method))]).toEqual([
          path,
          method,
          403,
        ])
      }

  await nothingMoved()
})

test('a request that names no origin and comes from another page all the same is refused', async (context) => {
  const { send, port, nothingMoved } = await attacked(context)
  const Host = `127.0.0.1:${port}`

  for (const site of ['cross-site', 'same-site'])
    for (const mode of ['no-cors', 'cors', 'websocket'])
      for (const path of PATHS) {
        const headers = { Host, 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': mode, cookie: `lounge=${KEY}` }
        expect([path, mode, await send({ path, headers })]).toEqual([path, mode, 403])
        const post = { path, method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' } }
        expect([path, mode, await send(post, '{"on":false}')]).toEqual([path, mode, 403])
      }

  await nothingMoved()
})

test('a page that leads here by a form of its own flips no switch: it has no key', async (context) => {
  const { send, port, nothingMoved } = await attacked(context)
  const headers = {
    ...{ Host: `127.0.0.1:${port}`, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' },
    'Content-Type': 'text/plain',
  }

  expect(await send({ path: '/switches/cable', method: 'POST', headers }, '{"on":false}')).toBe(403)

  await nothingMoved()
})

test('a form that another site posts flips no switch', async (context) => {
  const { send, port, nothingMoved } = await attacked(context)
  const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=a', 'text/plain']

  for (const type of types)
    for (const Origin of [EVIL, 'null', `http://127.0.0.1:${port + 1}`]) {
      const headers = { Host: `127.0.0.1:${port}`, Origin, 'Content-Type': type, cookie: `lounge=${KEY}` }
      expect(await send({ path: '/switches/cable', method: 'POST', headers }, '{"on":false,"a":"="}')).toBe(
        403,
      )
    }

  await nothingMoved()
})

test('a name that was bound anew to this machine opens nothing', async (context) => {
  const { send, port, nothingMoved } = await attacked(context)
  const names = [
    'evil.example',
    `evil.example:${port}`,
    `localhost.evil.example:${port}`,
    `127.0.0.1.nip.io:${port}`,
  ]

  for (const Host of [...names, `127.0.0.1:${port}@evil.example`, '127.0.0.1:1'])
    for (const path of PATHS) {
      const headers = { Host, Origin: `http://${Host}`, cookie: `lounge=${KEY}` }
      const said = [Host, path, await send({ path, headers })]
      expect([...said.slice(0, 2), [400, 403].includes(Number(said[2]))]).toEqual([Host, path, true])
    }

  await nothingMoved()
})

test('a WebSocket from another site, or under another name, is not let into the chat', async (context) => {
  const { port, nothingMoved } = await attacked(context)
  const strangers = [
    { origin: EVIL, headers: { cookie: `lounge=${KEY}` } },
    { origin: 'null', headers: {} },
    { origin: 'http://evil.example', headers: { Host: 'evil.example' } },
    { origin: `http://127.0.0.1:${port + 1}`, headers: {} },
  ]

  for (const { origin, headers } of strangers)
    for (const path of ['/irc', '/']) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, 'irc', { origin, headers })
      const [error] = (await once(socket, 'error')) as [Error]
      expect(error.message).toContain('403')
    }

  await nothingMoved()
})

test('a request of a page to the chat’s own port says nothing in the chat', async (context) => {
  const { ircPort, nothingMoved } = await attacked(context)
  const body = SAID.join('\r\n')
  const post = [
    'POST / HTTP/1.1',
    `Host: 127.0.0.1:${ircPort}`,
    `Origin: ${EVIL}`,
    'Content-Type: text/plain',
  ]

  for (const first of ['POST / HTTP/1.1', 'PUT /x HTTP/1.1', 'GET / HTTP/1.0', 'OPTIONS * HTTP/1.1']) {
    const answer = await raw(ircPort, first, ...post.slice(1), `Content-Length: ${body.length}`, '', body)
    expect(statuses(answer)).toEqual([])
    expect(answer).not.toContain('001')
  }

  await nothingMoved()
})
