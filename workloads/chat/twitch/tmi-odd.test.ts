/** tmi.js against servers that do not behave: nothing of it may end the process or the stay, except silence. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type WebSocket as Socket, WebSocketServer } from 'ws'
import { fixedToken } from '../grant/token.ts'
import { type ManualClock, manualClock } from '../testing/clock.ts'
import { listenTo } from '../testing/listener.ts'
import { tmiTransport } from './tmi.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

const WELCOME = [':tmi.twitch.tv 001 bot :Welcome', ':tmi.twitch.tv 376 bot :>']
const LET_IN = ['@badges=;mod=0 :tmi.twitch.tv USERSTATE #lounge', ':tmi.twitch.tv ROOMSTATE #lounge']

type Answers = { nick?: readonly string[]; join?: readonly string[] }

/** Answers NICK and JOIN with these lines, and nothing else. */
const answering = ({ nick = WELCOME, join = LET_IN }: Answers) =>
  function answer(socket: Socket, text: string) {
    const lines = text.startsWith('NICK') ? nick : text.startsWith('JOIN') ? join : []
    for (const line of lines) socket.send(`${line}\r\n`)
  }

const rig = async (answers: Answers = {}, clock?: ManualClock) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const sockets: Socket[] = []
  const answer = answering(answers)
  server.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('message', (data) => answer(socket, String(data)))
  })
  const { port } = server.address() as AddressInfo
  const transport = tmiTransport({
    channel: '#Lounge',
    username: 'Bot',
    token: fixedToken('secret'),
    url: `ws://127.0.0.1:${port}/`,
    backoff: () => 0,
    ...(clock && { clock }),
  })
  cleanups.push(
    () => server.close(),
    () => sockets.map((socket) => socket.terminate()),
    () => transport.close(),
  )
  return { sockets, transport, ears: listenTo(transport) }
}

const LINE = '@id=fine;user-id=7;display-name=Ana :ana!ana@ana PRIVMSG #lounge :fine'

test.each([
  ['a line without text', ':ana!ana@ana PRIVMSG #lounge'],
  ['a notice without text', ':tmi.twitch.tv NOTICE #lounge'],
  ['a notice with a code and no text', '@msg-id=msg_duplicate :tmi.twitch.tv NOTICE #lounge'],
  ['a clearance of nothing', ':tmi.twitch.tv CLEARMSG #lounge'],
  ['tags and nothing else', '@id=1'],
  ['a word', 'NONSENSE'],
  ['an unknown command', ':tmi.twitch.tv WHATEVER #lounge :x'],
  ['a resub without tags', ':tmi.twitch.tv USERNOTICE #lounge'],
  ['a hosting of nobody', ':tmi.twitch.tv HOSTTARGET #lounge'],
])('after %s the next line is heard', async (_, odd) => {
  const { sockets, ears } = await rig()
  await ears.joined()

  sockets[0]?.send(`${odd}\r\n${LINE}\r\n`)

  expect((await ears.next('line', ({ id }) => id === 'fine')).who.login).toBe('ana')
})

test('a binary frame is not heard', async () => {
  const { sockets, ears } = await rig()
  await ears.joined()

  sockets[0]?.send(Buffer.from(LINE), { binary: true })
  sockets[0]?.send(`${LINE.replace('fine', 'text')}\r\n`)

  expect((await ears.next('line')).id).toBe('text')
})

test('a line without tags still says who', async () => {
  const { sockets, ears } = await rig()
  await ears.joined()

  sockets[0]?.send(':ana!ana@ana PRIVMSG #lounge :!time 7\r\n')

  expect(await ears.next('line')).toMatchObject({
    channel: 'lounge',
    text: '!time 7',
    who: { id: 'ana', login: 'ana', name: 'ana', role: 'viewer' },
    sourceRoomId: undefined,
  })
})

test('/me and escaped tags are read as they were meant', async () => {
  const { sockets, ears } = await rig()
  await ears.joined()

  sockets[0]?.send(
    '@id=1;display-name=Ana\\sSax;user-id=1;source-room-id=9;room-id=8 :ana!ana@ana PRIVMSG #lounge :\u0001ACTION !time 7\u0001\r\n',
  )

  expect(await ears.next('line')).toMatchObject({
    text: '!time 7',
    who: { id: '1', name: 'Ana Sax' },
    roomId: '8',
    sourceRoomId: '9',
  })
})

test('a login refused for another reason than the account is tried again as any lost connection', async () => {
  const { sockets, ears } = await rig({ nick: [':tmi.twitch.tv NOTICE * :Error logging in'] })

  await ears.next('state', ({ is }) => is === 'away')

  expect(sockets.length).toBeGreaterThan(0)
})

test('a name that Twitch does not take is said, and is nothing that a refresh mends', async () => {
  const { ears } = await rig({ nick: [':tmi.twitch.tv NOTICE * :Invalid NICK'] })

  expect((await ears.next('state', ({ is }) => is === 'not-authorised')).why).toContain('IRC_PASSWORD')
})

test('a link that has been silent for 75 s is given up for a new one', async () => {
  const clock = manualClock()
  const { sockets, ears } = await rig({}, clock)
  await ears.joined()

  await clock.advance(74_000)
  expect(sockets.length).toBe(1)
  await clock.advance(2_000)

  expect(await ears.next('state', ({ is }) => is === 'away')).toMatchObject({
    why: 'The connection has gone silent.',
  })
  await ears.joined()
  expect(sockets.length).toBe(2)
})

test('any word keeps a link alive', async () => {
  const clock = manualClock()
  const { sockets, ears } = await rig({}, clock)
  await ears.joined()

  for (let minute = 1; minute <= 5; minute++) {
    await clock.advance(60_000)
    sockets[0]?.send(`${LINE.replace('fine', `line-${minute}`)}\r\n`)
    await ears.next('line', ({ id }) => id === `line-${minute}`)
  }

  expect(sockets.length).toBe(1)
})

test('a channel that does not let the bot in is said in Twitch’s words', async () => {
  const clock = manualClock()
  const banned =
    '@msg-id=msg_banned :tmi.twitch.tv NOTICE #lounge :You are permanently banned from talking in lounge.'
  const { ears } = await rig({ join: [banned] }, clock)
  await ears.next('notice')

  await clock.advance(21_000)

  expect(await ears.next('state', ({ is }) => is === 'away')).toMatchObject({
    why: 'You are permanently banned from talking in lounge.',
  })
})
