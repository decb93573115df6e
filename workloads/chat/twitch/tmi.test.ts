/** tmi.js against a chat server on a socket: the contract, and every way a stay can end. */
import { afterEach, expect, test } from 'vitest'
import { wallClock } from '../clock.ts'
import { fixedToken, NotAuthorised, type Token } from '../grant/token.ts'
import { BOT_PASS, CHANNEL, type IrcRoom, ircRoom } from '../testing/irc-room.ts'
import { listenTo } from '../testing/listener.ts'
import { type Somebody, transportContract } from '../transport.contract.ts'
import type { Transport } from '../transport.ts'
import { tmiTransport } from './tmi.ts'

const tagsOf = ({ login, name = login, id, role = 'viewer' }: Somebody, lineId?: string) => ({
  'display-name': name,
  mod: role === 'moderator' ? '1' : '0',
  badges: role === 'viewer' ? '' : `${role}/1,subscriber/12`,
  ...(id === undefined ? {} : { 'user-id': id }),
  ...(lineId === undefined ? {} : { id: lineId }),
})

const joining = (room: IrcRoom, more: Partial<Parameters<typeof tmiTransport>[0]> = {}) =>
  tmiTransport({
    channel: CHANNEL,
    username: room.username,
    token: fixedToken(BOT_PASS),
    url: room.url,
    backoff: () => 0,
    ...more,
  })

transportContract('tmi.js', async () => {
  const room = await ircRoom()
  const { server } = room
  return {
    transport: joining(room),
    says: (who, text, id) => server.say(who.login, text, tagsOf(who, id)),
    clearRoom: () => server.clearChat(),
    clearPerson: (login) => server.clearChat(login, 60),
    clearLine: (id) => server.clearMessage(id),
    notice: (code, text) => server.notice(code, text),
    hears: (count) => room.hears(count),
    end: async () => room.close(),
  }
})

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

const rig = async (more: Partial<Parameters<typeof tmiTransport>[0]> = {}) => {
  const room = await ircRoom()
  const transport: Transport = joining(room, more)
  cleanups.push(
    () => room.close(),
    () => transport.close(),
  )
  return { room, server: room.server, transport, ears: listenTo(transport) }
}

/** A token that is good once it has been refreshed so many times. */
const tokens = (...all: string[]) => {
  let at = 0
  const asked: string[] = []
  const token: Token = {
    async read() {
      asked.push('read')
      return all[at] ?? ''
    },
    async refresh() {
      asked.push('refresh')
      if (at === all.length - 1) throw new NotAuthorised('Run npm run login.')
      at++
      return all[at] ?? ''
    },
  }
  return { token, asked }
}

test('the bot is trusted with more lines where it is a moderator, and not where it is anybody', async () => {
  const { ears, room } = await rig()
  const guest = joining(room, { username: 'guest' })
  cleanups.push(() => guest.close())

  expect(await ears.joined()).toMatchObject({ trusted: true })
  expect(await listenTo(guest).joined()).toMatchObject({ trusted: false })
})

test('an expired token is refreshed once, and a new connection gets in', async () => {
  const { token, asked } = tokens('expired', BOT_PASS)
  const { ears } = await rig({ token })

  await ears.joined()

  expect(asked).toEqual(['read', 'refresh', 'read'])
})

test('a refusal that a refresh does not mend is said in one sentence, and tried again without another refresh', async () => {
  const { token, asked } = tokens('expired', 'expired too', 'never asked for')
  const { ears } = await rig({ token, username: 'eightbitbot' })

  const { why } = await ears.next('state', ({ is }) => is === 'not-authorised')

  expect(why).toBe('Twitch refuses eightbitbot: Login authentication failed. Run npm run login.')
  expect(asked).toEqual(['read', 'refresh', 'read'])
})

test('a grant that only a person can renew says so, and a later good one gets in', async () => {
  let password: string | undefined
  let tryAgain = () => {}
  const token: Token = {
    async read() {
      if (password === undefined) throw new NotAuthorised('There is no grant: run npm run login.')
      return password
    },
    refresh: () => Promise.reject(new Error('not asked for')),
  }
  const clock = {
    ...wallClock,
    after: (_: number, task: () => void) => {
      tryAgain = task
      return () => {}
    },
  }
  const { ears } = await rig({ token, clock })
  expect(await ears.next('state', ({ is }) => is === 'not-authorised')).toMatchObject({
    why: 'There is no grant: run npm run login.',
  })

  password = BOT_PASS
  tryAgain()

  await ears.joined()
})

test('a token that cannot be had for a moment is asked for again', async () => {
  let times = 0
  const token: Token = {
    async read() {
      times++
      if (times < 3) throw new Error('Twitch does not answer at id.twitch.tv.')
      return BOT_PASS
    },
    refresh: () => Promise.reject(new Error('not asked for')),
  }
  const { ears } = await rig({ token })

  expect(await ears.next('state', ({ is }) => is === 'away')).toMatchObject({
    why: 'Twitch does not answer at id.twitch.tv.',
  })
  await ears.joined()
})

test('asked to reconnect again and again, it comes back each time, with one connection', async () => {
  const { server, ears, transport, room } = await rig()
  for (let storm = 0; storm < 5; storm++) {
    await ears.joined()
    server.reconnect()
    await ears.next('state', ({ is }) => is === 'away')
  }
  await ears.joined()

  server.say('ana', '!time 7', { id: 'once' })
  server.say('ana', 'end', { id: 'end' })
  await transport.say('here')

  expect((await ears.next('line')).id).toBe('once')
  expect((await ears.next('line')).id).toBe('end')
  expect(await room.hears(1)).toEqual(['here'])
})

test('cut off without a word it comes back, and says meanwhile that it is away', async () => {
  const { server, ears, transport } = await rig()
  await ears.joined()

  server.drop()

  await ears.next('state', ({ is }) => is === 'away')
  await expect(transport.say('anyone?')).rejects.toThrow('not joined')
  await ears.joined()
})

test('a server that was down is joined once it is there', async () => {
  const before = await ircRoom()
  before.close()
  const transport = joining(before)
  const ears = listenTo(transport)
  cleanups.push(() => transport.close())
  await ears.next('state', ({ is }) => is === 'away')

  const room = await ircRoom(Number(new URL(before.url).port))
  cleanups.push(() => room.close())

  await ears.joined()
})

test('a word about the room’s modes is no notice', async () => {
  const { server, ears } = await rig()
  await ears.joined()

  server.notice('slow_off', 'This room is no longer in slow mode.')
  server.notice('msg_duplicate', 'Your message is identical to the previous one.')

  expect(await ears.next('notice')).toMatchObject({ code: 'msg_duplicate' })
})
