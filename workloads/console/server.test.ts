/** The sockets: who may upgrade, as whom, and what a taken port says. */
import { once } from 'node:events'
import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { ircServer } from './irc/server.ts'
import { listen } from './server.ts'
import { guard as makeGuard } from './web/guard.ts'

const KEY = 'a-key-of-this-install'
const CHANNEL = 'eightbitsaxlounge'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

const rig = async () => {
  const irc = ircServer({
    key: KEY,
    botPass: 'the-bots',
    personas: [
      { login: 'ana', name: 'Ana', role: 'viewer' },
      { login: 'mo', name: 'Mo', role: 'moderator' },
    ],
    channel: CHANNEL,
    clock: Date.now,
  })
  const at = { port: 0 }
  const guard = makeGuard({ key: KEY, hosts: ['127.0.0.1', 'localhost'], port: () => at.port })
  const options = { app: new Hono(), irc, guard, host: '127.0.0.1', port: 0, ircPort: 0 }
  const server = await listen(options)
  at.port = server.port
  cleanups.push(() => server.close())
  const own = `http://127.0.0.1:${server.port}`
  const dial = (path: string, headers: Record<string, string> = {}) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, 'irc', { headers })
    cleanups.push(() => socket.terminate())
    return socket
  }
  const refusal = async (path: string, headers: Record<string, string>) => {
    const socket = dial(path, headers)
    socket.on('error', () => {})
    const [, response] = await once(socket, 'unexpected-response')
    return response.statusCode as number
  }
  const enter = async (nick: string, headers: Record<string, string>) => {
    const socket = dial('/irc', headers)
    await once(socket, 'open')
    const heard = new Promise<string>((resolve) => {
      socket.on('message', (data) => /^:\S+ (433|NOTICE|376) /m.test(String(data)) && resolve(String(data)))
    })
    socket.send(`NICK ${nick}`)
    return /^:\S+ (\S+)/.exec(await heard)?.[1]
  }
  return { server, options, own, refusal, enter, dial }
}

test.each([
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['another port’s page', { origin: 'http://127.0.0.1:1' }],
  ['an opaque Origin', { origin: 'null' }],
  ['a foreign Host', { host: 'evil.example' }],
])('an upgrade with %s gets 403, even with the cookie', async (_, headers) => {
  const { refusal } = await rig()

  expect(await refusal('/irc', { cookie: `lounge=${KEY}`, ...headers })).toBe(403)
})

test('an upgrade elsewhere is a 404', async () => {
  const { refusal, own } = await rig()

  expect(await refusal('/events', { origin: own })).toBe(404)
})

test('the page’s cookie opens the moderator, the page alone a viewer persona, a bare client neither', async () => {
  const { enter, own } = await rig()

  expect(await enter('mo', { origin: own, cookie: `lounge=${KEY}` })).toBe('376')
  expect(await enter('mo', { origin: own, cookie: 'lounge=wrong' })).toBe('433')
  expect(await enter('ana', { origin: own })).toBe('376')
  expect(await enter('ana', {})).toBe('433')
  expect(await enter('zoe', {})).toBe('376')
})

test('the chat speaks the sub-protocol that its clients ask for', async () => {
  const { dial } = await rig()
  const socket = dial('/')

  await once(socket, 'open')

  expect(socket.protocol).toBe('irc')
})

test('a port that is taken is one sentence that names the variable, and the other port is let go', async () => {
  const { server, options } = await rig()

  await expect(listen({ ...options, port: server.port })).rejects.toThrow(
    `Port ${server.port} is in use already: choose another one with PORT=${server.port + 1}`,
  )
  await expect(listen({ ...options, ircPort: server.ircPort })).rejects.toThrow(
    `Port ${server.ircPort} is in use already: choose another one with IRC_PORT=`,
  )
})
