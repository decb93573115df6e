import { expect, test } from 'vitest'
import type { Setup } from '../contract.ts'
import { ChatRoom } from './room.ts'

const setup = (more: Partial<Setup> = {}): Setup => ({
  profiles: [],
  personas: [
    { login: 'ana', name: 'Ana', role: 'viewer', mayUse: true },
    { login: 'mo', name: 'Mo', role: 'moderator', mayUse: true },
  ],
  bot: 'eightbitbot',
  channel: 'lounge',
  switches: true,
  keyed: true,
  twitch: null,
  irc: '',
  ...more,
})

const rig = (more: Partial<Setup> = {}) => {
  const sockets: { said: string[]; hear: (raw: string) => void }[] = []
  const open = () => {
    const said: string[] = []
    let onMessage = (_: { data: unknown }) => {}
    const hear = (raw: string) => onMessage({ data: `${raw}\r\n` })
    sockets.push({ said, hear })
    return {
      readyState: 1 as const,
      send: (line: unknown) => void said.push(String(line).trim()),
      close: () => {},
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
        if (type === 'message') onMessage = listener
        if (type === 'open') listener({ data: '' })
      },
    }
  }
  const room = new ChatRoom({ setup: setup(more), open, now: () => 5, onChange: () => {} })
  room.start()
  const welcome = () => {
    for (const { hear } of sockets) hear(':tmi ROOMSTATE #lounge')
  }
  welcome()
  return { room, sockets, welcome }
}

test('one’s own line is shown at once, because the chat does not send it back', () => {
  const { room, sockets } = rig()
  room.say(' !time 7 ')

  expect(room.lines).toMatchObject([{ name: 'Ana', role: 'viewer', text: '!time 7', at: 5 }])
  expect(sockets[0]?.said.at(-1)).toBe('PRIVMSG #lounge :!time 7')
})

test('another persona speaks on a line of its own, and is shown once', () => {
  const { room, sockets, welcome } = rig()
  room.speakAs('mo')
  welcome()
  room.say('!lock')
  const said = '@badges=moderator/1;display-name=Mo :mo!mo@h PRIVMSG #lounge :!lock'
  sockets[0]?.hear(said)
  sockets[1]?.hear('@display-name=Ana :ana!ana@h PRIVMSG #lounge :hello')

  expect(sockets).toHaveLength(2)
  expect(sockets[1]?.said.at(-1)).toBe('PRIVMSG #lounge :!lock')
  expect(room.lines).toMatchObject([{ name: 'Mo', role: 'moderator', text: '!lock' }])
})

test('the bot is known by its login, whatever it calls itself', () => {
  const { room, sockets } = rig()
  sockets[0]?.hear('@badges=moderator/1;display-name=EightBitBot :eightbitbot!e@h PRIVMSG #lounge :@Ana done')
  sockets[0]?.hear('@badges=broadcaster/1;display-name=Sax :sax!s@h PRIVMSG #lounge :hey')

  expect(room.lines.map(({ role }) => role)).toEqual(['bot', 'broadcaster'])
})

test('what the chat says about a line is a line too', () => {
  const { room, sockets } = rig()
  sockets[0]?.hear(':tmi NOTICE #lounge :Your message was not sent')

  expect(room.lines).toMatchObject([{ role: 'server', text: 'Your message was not sent' }])
})

test('an empty line is not said', () => {
  const { room, sockets } = rig()
  const before = sockets[0]?.said.length
  room.say('   ')

  expect(sockets[0]?.said).toHaveLength(before ?? 0)
})

test('where nobody may speak no line is opened', () => {
  const { room, sockets } = rig({ personas: [{ login: 'mo', name: 'Mo', role: 'moderator', mayUse: false }] })
  room.say('!time 7')

  expect(sockets).toEqual([])
  expect(room.state).toBe('off')
})
