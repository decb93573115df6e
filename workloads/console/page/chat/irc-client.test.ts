import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { IrcClient, type LineState } from './irc-client.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Heard = { open: (() => void)[]; close: (() => void)[]; message: ((event: { data: unknown }) => void)[] }

const rig = () => {
  const sockets: { said: string[]; heard: Heard; closed: boolean }[] = []
  const states: LineState[] = []
  const messages: string[] = []
  const notices: string[] = []
  const open = () => {
    const heard: Heard = { open: [], close: [], message: [] }
    const socket = { said: [] as string[], heard, closed: false }
    sockets.push(socket)
    return {
      readyState: 1 as const,
      send: (line: unknown) => void socket.said.push(String(line)),
      close: () => {
        socket.closed = true
        for (const listener of heard.close) listener()
      },
      addEventListener: (type: keyof Heard, listener: never) => void heard[type].push(listener),
    }
  }
  const client = new IrcClient({
    login: 'ana',
    channel: 'lounge',
    open,
    onMessage: ({ text }) => void messages.push(text),
    onNotice: (text) => void notices.push(text),
    onState: (state) => void states.push(state),
  })
  const last = () => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('no socket was opened')
    return socket
  }
  const opens = () => {
    for (const listener of last().heard.open) listener()
  }
  const hears = (data: string) => {
    for (const listener of last().heard.message) listener({ data })
  }
  const welcome = () => hears(':tmi.twitch.tv 001 ana :Welcome\r\n:tmi.twitch.tv ROOMSTATE #lounge\r\n')
  const drops = () => {
    for (const listener of last().heard.close) listener()
  }
  return { client, sockets, states, messages, notices, last, opens, hears, welcome, drops }
}

describe('a line into the chat', () => {
  test('asks for tags and commands, gives its name and joins', () => {
    const { client, opens, last } = rig()
    client.start()
    opens()

    expect(last().said).toEqual([
      'CAP REQ :twitch.tv/tags twitch.tv/commands\r\n',
      'PASS page\r\n',
      'NICK ana\r\n',
      'JOIN #lounge\r\n',
    ])
  })

  test('says what was typed before it was let in as soon as it is', () => {
    const { client, opens, welcome, last } = rig()
    client.start()
    opens()
    client.say('!time 7')
    const early = last().said.length
    welcome()

    expect(last().said.slice(early)).toEqual(['PRIVMSG #lounge :!time 7\r\n'])
  })

  test('is opened once, however often it is started', () => {
    const { client, sockets } = rig()
    client.start()
    client.start()

    expect(sockets).toHaveLength(1)
  })

  test('answers a ping, hears messages and passes notices on', () => {
    const { client, opens, welcome, hears, last, messages, notices } = rig()
    client.start()
    opens()
    welcome()
    hears('PING :tmi\r\n:bot!b@h PRIVMSG #lounge :done\r\n:tmi NOTICE #lounge :too fast\r\n')

    expect(last().said.at(-1)).toBe('PONG :tmi\r\n')
    expect(messages).toEqual(['done'])
    expect(notices).toEqual(['too fast'])
  })

  test('comes back by itself, each time a little later, and says what waited', () => {
    const { client, sockets, opens, welcome, drops, states, last } = rig()
    client.start()
    opens()
    welcome()
    drops()
    client.say('!undo')
    vi.advanceTimersByTime(250)
    drops()
    vi.advanceTimersByTime(499)
    const early = sockets.length
    vi.advanceTimersByTime(1)
    opens()
    welcome()

    expect(early).toBe(2)
    expect(sockets).toHaveLength(3)
    expect(last().said.at(-1)).toBe('PRIVMSG #lounge :!undo\r\n')
    expect(states.at(-1)).toBe('on')
  })

  test('reconnects when the server asks it to', () => {
    const { client, sockets, opens, welcome, hears } = rig()
    client.start()
    opens()
    welcome()
    hears(':tmi RECONNECT\r\n')
    vi.advanceTimersByTime(250)

    expect(sockets).toHaveLength(2)
  })
})
