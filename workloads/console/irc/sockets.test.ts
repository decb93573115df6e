/** The chat server on real sockets: tmi.js over WebSocket, an ordinary client over TCP. */
import { on, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { setImmediate as turn } from 'node:timers/promises'
import tmi from 'tmi.js'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { ircServer } from './server.ts'
import { ircOverTcp, ircOverWebSocket } from './sockets.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

const rig = async () => {
  const server = ircServer({
    key: 'the-key',
    botPass: 'the-bots',
    personas: [{ login: 'mo', name: 'Mo', role: 'moderator' }],
    channel: 'eightbitsaxlounge',
    clock: Date.now,
  })
  const http = createServer()
  const web = ircOverWebSocket(server)
  http.on('upgrade', (request, socket, head) => web.upgrade({ request, socket, head }, 'none'))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const tcp = await ircOverTcp({ server, port: 0 })
  cleanups.push(() => {
    web.close()
    http.close()
    return tcp.close()
  })
  return { server, webPort: (http.address() as AddressInfo).port, tcpPort: tcp.port }
}

const bot = async (port: number, password = 'oauth:the-bots') => {
  const client = new tmi.Client({
    connection: { server: '127.0.0.1', port, secure: false, reconnect: false },
    options: { skipUpdatingEmotesets: true, joinInterval: 300 },
    identity: { username: 'eightbitbot', password },
    logger: { setLevel: () => {}, info: () => {}, warn: () => {}, error: () => {} } as never,
  })
  cleanups.push(() => client.disconnect().catch(() => undefined))
  return client
}

const raw = (port: number) => {
  const socket = connect(port, '127.0.0.1')
  cleanups.push(() => socket.destroy())
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  const next = async (part: string): Promise<string> => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`closed before "${part}"`)
    return value.includes(part) ? value : next(part)
  }
  return {
    socket,
    next,
    say: (...said: string[]) => socket.write(said.map((line) => `${line}\r\n`).join('')),
  }
}

test('tmi.js connects, joins and hears an ordinary client; the client hears the bot’s reply', async () => {
  const { webPort, tcpPort } = await rig()
  const client = await bot(webPort)
  const heard = new Promise<[string, tmi.ChatUserstate, string]>((resolve) =>
    client.on('message', (channel, tags, text) => resolve([channel, tags, text])),
  )
  await client.connect()
  await client.join('eightbitsaxlounge')
  const zoe = raw(tcpPort)
  zoe.say('NICK Zoe', 'USER zoe 0 * :Zoe', 'JOIN #eightbitsaxlounge')
  await zoe.next(' 366 ')

  zoe.say('PRIVMSG #eightbitsaxlounge :!time 7')
  const [channel, tags, text] = await heard
  await client.say('eightbitsaxlounge', '@Zoe time 7')

  expect([channel, text]).toEqual(['#eightbitsaxlounge', '!time 7'])
  expect(tags).toMatchObject({ username: 'zoe', 'display-name': 'Zoe', mod: false })
  expect(await zoe.next('PRIVMSG')).toBe(
    ':eightbitbot!eightbitbot@eightbitbot.tmi.twitch.tv PRIVMSG #eightbitsaxlounge :@Zoe time 7',
  )
})

test('tmi.js learns from USERSTATE that the bot is a moderator', async () => {
  const { webPort } = await rig()
  const client = await bot(webPort)
  await client.connect()

  await client.join('eightbitsaxlounge')

  expect(client.isMod('#eightbitsaxlounge', 'eightbitbot')).toBe(true)
})

test('tmi.js takes the refusal of a wrong PASS for what it is', async () => {
  const { webPort } = await rig()
  const client = await bot(webPort, 'oauth:wrong')

  await expect(client.connect()).rejects.toBe('Login authentication failed')
})

test('a timeout, a deletion and a notice reach tmi.js as its events', async () => {
  const { webPort, server } = await rig()
  const client = await bot(webPort)
  await client.connect()
  await client.join('eightbitsaxlounge')
  const events: unknown[] = []
  client.on('timeout', (...[, login, , seconds]) => events.push(['timeout', login, seconds]))
  client.on('messagedeleted', (_, login, text) => events.push(['deleted', login, text]))
  const told = new Promise((resolve) => client.on('notice', (_, id) => resolve(events.push(['notice', id]))))

  server.clearChat('eve', 60)
  server.clearMessage(server.say('eve', 'bad'))
  server.notice('msg_duplicate', 'Again?')
  await told

  expect(events).toEqual([
    ['timeout', 'eve', 60],
    ['deleted', 'eve', 'bad'],
    ['notice', 'msg_duplicate'],
  ])
})

test('lines arrive whole however the bytes are cut, and QUIT ends the connection', async () => {
  const { tcpPort } = await rig()
  const zoe = raw(tcpPort)

  zoe.socket.write('NI')
  zoe.socket.write('CK zoe\nPI')
  zoe.socket.write('NG :a b\r\n')
  expect(await zoe.next('PONG')).toBe('PONG tmi.twitch.tv :a b')
  zoe.say('QUIT')
  await zoe.next('ERROR')

  await once(zoe.socket, 'close')
})

test('a web page that posts chat lines at the port is cut off before the first of them', async () => {
  const { tcpPort, server } = await rig()
  const heard: string[] = []
  const reader = server.connect({ trust: 'none', send: (line) => void heard.push(line), close: () => {} })
  for (const line of ['NICK reader', 'JOIN #eightbitsaxlounge']) reader.line(line)
  heard.splice(0)

  const attack = 'NICK eve\r\nJOIN #eightbitsaxlounge\r\nPRIVMSG #eightbitsaxlounge :!time 10\r\n'
  await expect(fetch(`http://127.0.0.1:${tcpPort}/`, { method: 'POST', body: attack })).rejects.toThrow()

  expect(heard).toEqual([])
})

test('a line without an end is cut off', async () => {
  const { tcpPort } = await rig()
  const flood = raw(tcpPort)
  flood.socket.on('error', () => {})

  flood.socket.write('x'.repeat(9_000))

  await once(flood.socket, 'close')
})

const LAZY = ['NICK lazy', 'JOIN #eightbitsaxlounge', ''].join('\r\n')

/** Comes in, and reads nothing from then on. */
const lazy = {
  TCP: async ({ tcpPort }: Awaited<ReturnType<typeof rig>>) => {
    const { socket, next } = raw(tcpPort)
    socket.write(LAZY)
    await next(' 366 ')
    socket.pause()
  },
  WebSocket: async ({ webPort }: Awaited<ReturnType<typeof rig>>) => {
    const socket = new WebSocket(`ws://127.0.0.1:${webPort}`, 'irc')
    cleanups.push(() => socket.terminate())
    socket.on('open', () => socket.send(LAZY))
    for await (const [data] of on(socket, 'message')) if (String(data).includes(' 366 ')) break
    socket.pause()
  },
}

test.each(['TCP', 'WebSocket'] as const)('a client on %s that reads nothing is let go', async (kind) => {
  const world = await rig()
  await lazy[kind](world)
  const isThere = () => {
    let told = ''
    const other = world.server.connect({
      trust: 'none',
      send: (line) => {
        told += line
      },
      close: () => {},
    })
    other.line('NICK lazy')
    other.closed()
    return told.includes(' 433 ')
  }
  expect(isThere()).toBe(true)

  while (isThere()) {
    world.server.say('eve', 'x'.repeat(500_000))
    await turn()
  }
})

test('a port that is taken rejects', async () => {
  const { tcpPort, server } = await rig()

  await expect(ircOverTcp({ server, port: tcpPort })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
