/** The chat server line by line, without a socket. */
import { expect, test } from 'vitest'
import type { Trust } from './door.ts'
import { parseLine } from './line.ts'
import { BOT, ircServer } from './server.ts'

const personas = [
  { login: 'ana', name: 'Ana', role: 'viewer' },
  { login: 'mo', name: 'Mo', role: 'moderator' },
  { login: 'sax', name: 'Sax', role: 'broadcaster' },
] as const

const rig = () => {
  const time = { now: 1_000_000 }
  const server = ircServer({
    key: 'the-key',
    botPass: 'the-bots',
    personas,
    reserved: ['realsax'],
    channel: 'eightbitsaxlounge',
    clock: () => time.now,
  })
  const client = (...said: string[]) => open('none', said)
  const open = (trust: Trust, said: string[] = []) => {
    const got: string[] = []
    const end = { closed: false }
    const connection = server.connect({
      trust,
      send: (line) => void got.push(line),
      close: () => {
        end.closed = true
      },
    })
    for (const line of said) connection.line(line)
    return { ...connection, got, end, numerics: () => got.map((line) => parseLine(line)?.command) }
  }
  const inRoom = (
    nick: string,
    { trust = 'none' as Trust, caps = 'twitch.tv/tags twitch.tv/commands' } = {},
  ) => {
    const one = open(trust, [
      ...(caps ? [`CAP REQ :${caps}`] : []),
      `NICK ${nick}`,
      'JOIN #eightbitsaxlounge',
    ])
    return { ...one, got: one.got, forget: () => one.got.splice(0) }
  }
  return { server, client, open, inRoom, time }
}

test('a client that says NICK and JOIN is greeted, let in and told the state of the room', () => {
  const { client } = rig()

  const viewer = client('CAP REQ :twitch.tv/tags twitch.tv/commands', 'NICK Zoe', 'JOIN #eightbitsaxlounge')

  expect(viewer.numerics()).toEqual(
    'CAP 001 002 003 004 375 372 376 JOIN 353 366 USERSTATE ROOMSTATE'.split(' '),
  )
})

test('what is said reaches everyone else once, with the tags of a viewer', () => {
  const { inRoom } = rig()
  const zoe = inRoom('Zoe')
  const ben = inRoom('ben')
  ben.forget()
  zoe.forget()

  zoe.line('PRIVMSG #eightbitsaxlounge :!time 7')

  const heard = parseLine(ben.got[0] ?? '')
  expect(ben.got).toHaveLength(1)
  expect(heard).toMatchObject({
    prefix: 'zoe!zoe@zoe.tmi.twitch.tv',
    command: 'PRIVMSG',
    params: ['#eightbitsaxlounge', '!time 7'],
    tags: { 'display-name': 'Zoe', badges: '', mod: '0', 'tmi-sent-ts': '1000000' },
  })
  expect(heard?.tags?.id).toMatch(/^[0-9a-f-]{36}$/)
  expect(zoe.numerics().at(-1)).toBe('USERSTATE')
  expect(parseLine(zoe.got.at(-1) ?? '')?.tags?.id).toBe(heard?.tags?.id)
})

test('a login has the same user id each time it comes, and no two share one', () => {
  const { inRoom } = rig()
  const idOf = (nick: string) => {
    const one = inRoom(nick)
    const state = one.got.map((line) => parseLine(line)).find((line) => line?.command === 'USERSTATE')
    one.closed()
    return state?.tags?.['user-id']
  }

  const [first, again, other] = [idOf('zoe'), idOf('ZOE'), idOf('ben')]

  expect(first).toBe(again)
  expect(first).not.toBe(other)
  expect(first).toMatch(/^\d{9}$/)
})

test('tags go only to clients that asked for them, and Twitch lines only to clients that know them', () => {
  const { inRoom, server } = rig()
  const plain = inRoom('plain', { caps: '' })
  plain.forget()

  server.say('zoe', 'hello')
  server.clearChat('zoe')
  server.reconnect()

  expect(plain.got).toEqual([':zoe!zoe@zoe.tmi.twitch.tv PRIVMSG #eightbitsaxlounge :hello'])
})

test('an ordinary client hears who comes and goes; a Twitch client only if it asked', () => {
  const { inRoom } = rig()
  const plain = inRoom('plain', { caps: '' })
  const twitch = inRoom('twitchy')
  plain.forget()
  twitch.forget()

  inRoom('zoe').closed()

  expect(plain.numerics()).toEqual(['JOIN', 'PART'])
  expect(twitch.got).toEqual([])
})

test.each([
  ['a persona without the key', ['NICK ana'], '433'],
  ['the moderator without the key', ['NICK Mo'], '433'],
  ['the bot', ['NICK EightBitBot'], '433'],
  ['a reserved name', ['NICK realsax'], '433'],
  ['a name that is in use', ['NICK taken'], '433'],
  ['a name that is none', ['NICK mo[away]'], '432'],
  ['a name that only looks like one', ['NICK mо'], '432'],
])('nobody takes %s', (_, lines, numeric) => {
  const { client, inRoom } = rig()
  inRoom('taken')

  const one = client(...lines)

  expect(one.numerics()).toEqual([numeric])
  expect(one.end.closed).toBe(false)
})

test('a wrong PASS for a kept name is Twitch’s own refusal, and the end of the connection', () => {
  const { client } = rig()

  const one = client('PASS oauth:wrong', 'NICK mo')

  expect(one.got).toEqual([':tmi.twitch.tv NOTICE * :Login authentication failed'])
  expect(one.end.closed).toBe(true)
})

test('after a refused name the client may choose another', () => {
  const { client } = rig()

  const one = client('NICK mo', 'NICK mo_')

  expect(one.numerics().at(-1)).toBe('376')
})

test('PASS with the key makes a client the persona it names, with its role', () => {
  const { client, inRoom } = rig()
  const ben = inRoom('ben')
  ben.forget()

  client('PASS oauth:the-key', 'NICK mo', 'JOIN #eightbitsaxlounge', 'PRIVMSG #eightbitsaxlounge :!lock')
  client('PASS the-key', 'NICK sax', 'JOIN #eightbitsaxlounge', 'PRIVMSG #eightbitsaxlounge :!unlock')

  const [mo, sax] = ben.got.map((line) => parseLine(line)?.tags)
  expect(mo).toMatchObject({ mod: '1', badges: 'moderator/1', 'display-name': 'Mo' })
  expect(sax).toMatchObject({ mod: '0', badges: 'broadcaster/1', 'display-name': 'Sax' })
})

test('the key does not open the bot’s name, nor a reserved one', () => {
  const { client } = rig()

  expect(client('PASS the-key', `NICK ${BOT.login}`).end.closed).toBe(true)
  expect(client('PASS the-key', 'NICK realsax').end.closed).toBe(true)
  expect(client('PASS oauth:the-bots', `NICK ${BOT.login}`).numerics().at(-1)).toBe('376')
})

test('the page may be a viewer persona without the key, and every persona with it', () => {
  const { open } = rig()

  expect(open('page', ['PASS x', 'NICK ana']).numerics().at(-1)).toBe('376')
  expect(open('page', ['PASS x', 'NICK mo']).end.closed).toBe(true)
  expect(open('key', ['PASS x', 'NICK mo']).numerics().at(-1)).toBe('376')
})

test('a persona may be in the chat from two windows', () => {
  const { open } = rig()

  open('key', ['NICK mo', 'JOIN #eightbitsaxlounge'])

  expect(open('key', ['NICK mo']).numerics().at(-1)).toBe('376')
})

test.each([
  { what: 'before NICK', before: [], line: 'PRIVMSG #eightbitsaxlounge :hi', numeric: '451' },
  { what: 'outside the room', before: ['NICK zoe'], line: 'PRIVMSG #eightbitsaxlounge :hi', numeric: '404' },
  { what: 'to another channel', before: ['NICK zoe'], line: 'PRIVMSG #other :hi', numeric: '401' },
  { what: 'with nothing to say', before: ['NICK zoe'], line: 'PRIVMSG #eightbitsaxlounge', numeric: '412' },
  { what: 'to nobody', before: ['NICK zoe'], line: 'PRIVMSG', numeric: '411' },
  { what: 'an unknown command', before: ['NICK zoe'], line: 'KICK #eightbitsaxlounge ana', numeric: '421' },
  { what: 'the name of a built-in', before: ['NICK zoe'], line: 'constructor', numeric: '421' },
  { what: 'no line at all', before: ['NICK zoe'], line: '💥', numeric: '421' },
  { what: 'a channel that is not there', before: ['NICK zoe'], line: 'JOIN #other', numeric: '403' },
  { what: 'JOIN without a channel', before: ['NICK zoe'], line: 'JOIN', numeric: '461' },
  {
    what: 'PART from where one is not',
    before: ['NICK zoe'],
    line: 'PART #eightbitsaxlounge',
    numeric: '442',
  },
  { what: 'PASS without one', before: [], line: 'PASS', numeric: '461' },
  { what: 'NICK without one', before: [], line: 'NICK', numeric: '431' },
  { what: 'a second name', before: ['NICK zoe'], line: 'NICK amy', numeric: '447' },
  { what: 'a capability nobody has', before: [], line: 'CAP REQ :sasl', numeric: 'CAP' },
])('$what is answered with one clear line', ({ before, line, numeric }) => {
  const { client } = rig()
  const one = client(...before)
  one.got.splice(0)

  one.line(line)

  expect(one.numerics()).toEqual([numeric])
})

test('a client that lists the capabilities is greeted when it is done with them', () => {
  const { client } = rig()
  const one = client('CAP LS 302', 'NICK zoe', 'USER zoe 0 * :Zoe', 'CAP REQ :twitch.tv/tags')
  expect(one.numerics()).toEqual(['CAP', 'CAP'])

  one.line('CAP END')

  expect(one.numerics().at(-1)).toBe('376')
})

test('500 characters pass whole, one more is refused with a sentence', () => {
  const { inRoom } = rig()
  const zoe = inRoom('zoe')
  const ben = inRoom('ben')
  ben.forget()

  zoe.line(`PRIVMSG #eightbitsaxlounge :${'🎷'.repeat(500)}`)
  zoe.line(`PRIVMSG #eightbitsaxlounge :${'x'.repeat(501)}`)

  expect(ben.got).toHaveLength(1)
  expect(parseLine(ben.got[0] ?? '')?.params[1]).toBe('🎷'.repeat(500))
  expect(parseLine(zoe.got.at(-1) ?? '')).toMatchObject({
    command: 'NOTICE',
    tags: { 'msg-id': 'msg_too_long' },
  })
})

test('nothing that is said can start a second line or smuggle a control character', () => {
  const { inRoom, server } = rig()
  const ben = inRoom('ben')
  const zoe = inRoom('zoe')
  ben.forget()

  zoe.line('PRIVMSG #eightbitsaxlounge :a\u0000b\u0007c')
  server.say('eve', 'x\r\nPRIVMSG #eightbitsaxlounge :pwned', { 'display-name': 'E; v\r\ne' })
  server.notice('msg_slowmode', 'slow\r\ndown')

  expect(parseLine(ben.got[0] ?? '')?.params[1]).toBe('a b c')
  expect(ben.got.join('')).not.toMatch(/[\r\n]/)
  expect(parseLine(ben.got[1] ?? '')?.tags?.['display-name']).toBe('E; v\r\ne')
})

test('a viewer may say 20 lines in 30 seconds, a moderator 100', () => {
  const { inRoom, time } = rig()
  const zoe = inRoom('zoe')
  const mo = inRoom('mo', { trust: 'key' })
  const ben = inRoom('ben')
  ben.forget()

  for (let n = 0; n < 21; n++) zoe.line(`PRIVMSG #eightbitsaxlounge :${n}`)
  for (let n = 0; n < 100; n++) mo.line(`PRIVMSG #eightbitsaxlounge :${n}`)
  expect(ben.got).toHaveLength(120)
  expect(parseLine(zoe.got.findLast((line) => line.includes('NOTICE')) ?? '')?.tags).toMatchObject({
    'msg-id': 'msg_ratelimit',
  })
  time.now += 30_000
  zoe.line('PRIVMSG #eightbitsaxlounge :again')

  expect(ben.got).toHaveLength(121)
})

test('a flood of lines ends the connection', () => {
  const { client } = rig()
  const one = client(...Array.from({ length: 201 }, () => 'PING x'))

  expect(one.end.closed).toBe(true)
  expect(one.got.at(-1)).toBe('ERROR :Too many lines at once')
})

test('the rig can purge, delete, tell and refuse as Twitch does', () => {
  const { inRoom, server, client } = rig()
  const zoe = inRoom('zoe')
  zoe.forget()

  const id = server.say('eve', 'bad')
  server.clearMessage(id)
  server.clearChat('eve', 60)
  server.clearChat()
  server.notice('msg_duplicate', 'Again?')
  server.failAuth(true)

  const [, deleted, purged, cleared, told] = zoe.got.map((line) => parseLine(line))
  expect(deleted).toMatchObject({ command: 'CLEARMSG', tags: { login: 'eve', 'target-msg-id': id } })
  expect(purged).toMatchObject({ command: 'CLEARCHAT', tags: { 'ban-duration': '60' } })
  expect(purged?.params).toEqual(['#eightbitsaxlounge', 'eve'])
  expect(cleared?.params).toEqual(['#eightbitsaxlounge'])
  expect(told?.tags).toMatchObject({ 'msg-id': 'msg_duplicate' })
  expect(() => server.clearMessage('none')).toThrow('no message "none"')
  expect(client('NICK amy').end.closed).toBe(true)
})

test('/me keeps its frame', () => {
  const { inRoom } = rig()
  const zoe = inRoom('zoe')
  const ben = inRoom('ben')
  ben.forget()

  zoe.line('PRIVMSG #eightbitsaxlounge :\u0001ACTION dances\u0001')

  expect(parseLine(ben.got[0] ?? '')?.params[1]).toBe('\u0001ACTION dances\u0001')
})

test('NAMES shows who is there once, moderators with @', () => {
  const { inRoom } = rig()
  inRoom('mo', { trust: 'key' })
  inRoom('mo', { trust: 'key' })
  const zoe = inRoom('zoe')

  const names = zoe.got.map((line) => parseLine(line)).find((line) => line?.command === '353')

  expect(names?.params.at(-1)).toBe('@mo zoe')
})
