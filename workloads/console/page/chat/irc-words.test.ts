import { expect, test } from 'vitest'
import { format, parse } from './irc-words.ts'

test('a chat line carries who, what and when', () => {
  const line =
    '@badges=moderator/1,premium/1;display-name=Mo;id=a1;tmi-sent-ts=5 :mo!mo@mo.tmi.twitch.tv PRIVMSG #lounge :!time 7 :)'

  expect(parse(line)).toEqual({
    command: 'PRIVMSG',
    login: 'mo',
    text: '!time 7 :)',
    id: 'a1',
    name: 'Mo',
    badges: ['moderator', 'premium'],
    at: 5,
  })
})

test('without tags the login is the name', () => {
  expect(parse(':ana!ana@host PRIVMSG #lounge :hi')).toMatchObject({ name: 'ana', badges: [], at: 0 })
})

test('escapes in tags are read as Twitch writes them', () => {
  expect(parse('@display-name=A\\sB\\:\\\\ :ana!a@h PRIVMSG #l :x').name).toBe('A B;\\')
})

test('a ping is read with its text', () => {
  expect(parse('PING :tmi.twitch.tv')).toMatchObject({ command: 'PING', text: 'tmi.twitch.tv' })
})

test('an empty line is no command', () => {
  expect(parse('').command).toBe('')
})

test('what is said stays one line, whatever was pasted', () => {
  expect(format('lounge', ' !time 7\r\nQUIT\0 ')).toBe('PRIVMSG #lounge :!time 7 QUIT')
})
