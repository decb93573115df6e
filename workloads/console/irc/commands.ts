/** What each command of a chat client does. */
import type { Session } from './session.ts'
import { acknowledge, speak } from './speak.ts'
import { CAPABILITIES, SERVER } from './twitch.ts'

type Run = (session: Session, params: readonly string[]) => void
type Command = { readonly greetedOnly: boolean; readonly run: Run }

const greeted = (run: Run): Command => ({ greetedOnly: true, run })
const anyone = (run: Run): Command => ({ greetedOnly: false, run })
const nothing = anyone(() => {})

const cap = (session: Session, verb: string, text: string) =>
  session.send({ prefix: SERVER, command: 'CAP', params: [session.nick, verb, text] })

const request = (session: Session, asked: string) => {
  const names = asked.split(' ').filter((name) => name !== '')
  if (!names.every((name) => CAPABILITIES.includes(name.replace(/^-/, '')))) return cap(session, 'NAK', asked)
  for (const name of names) {
    if (name.startsWith('-')) session.caps.delete(name.slice(1))
    else session.caps.add(name)
  }
  cap(session, 'ACK', asked)
}

const negotiate: Record<string, (session: Session, text: string) => void> = {
  LS: (session) => {
    session.negotiating = true
    cap(session, 'LS', CAPABILITIES.join(' '))
  },
  LIST: (session) => cap(session, 'LIST', [...session.caps].join(' ')),
  REQ: request,
  END: (session) => {
    session.negotiating = false
    session.greet()
  },
}

const isHere = (session: Session, name: string | undefined) =>
  name?.toLowerCase() === session.house.room.target

const needs = (session: Session, name: string) => session.reply('461', [name, 'Not enough parameters'])

const names = (session: Session) => {
  const { room } = session.house
  const prefix = `${session.nick}.${SERVER}`
  session.send({ prefix, command: '353', params: [session.nick, '=', room.target, room.names().join(' ')] })
  session.send({ prefix, command: '366', params: [session.nick, room.target, 'End of /NAMES list'] })
}

const joinOne = (session: Session, name: string) => {
  const { room } = session.house
  if (!isHere(session, name)) return session.reply('403', [name, `There is one channel here: ${room.target}`])
  if (session.member !== undefined) return
  session.join()
  names(session)
  acknowledge(session)
  const tags = {
    'emote-only': '0',
    'followers-only': '-1',
    r9k: '0',
    slow: '0',
    'subs-only': '0',
    ...room.tags,
  }
  session.send({ tags, prefix: SERVER, command: 'ROOMSTATE', params: [room.target] })
}

const part = (session: Session, name: string) => {
  if (!isHere(session, name) || session.member === undefined) {
    return session.reply('442', [name, 'You are not there'])
  }
  const { nick } = session
  session.send({ prefix: `${nick}!${nick}@${nick}.${SERVER}`, command: 'PART', params: [name] })
  session.leave()
}

const privmsg: Run = (session, [target, text]) => {
  if (target === undefined) return session.reply('411', ['No recipient given'])
  if (text === undefined || text.trim() === '') return session.reply('412', ['No text to send'])
  if (!isHere(session, target)) return session.reply('401', [target, `Speak in ${session.house.room.target}`])
  speak(session, text)
}

export const commands: Readonly<Record<string, Command | undefined>> = {
  CAP: anyone((session, [verb = '', text = '']) => negotiate[verb.toUpperCase()]?.(session, text)),
  PASS: anyone((session, [pass]) => {
    if (pass === undefined) return needs(session, 'PASS')
    session.pass = pass
  }),
  NICK: anyone((session, [nick]) =>
    nick === undefined ? session.reply('431', ['No name given']) : session.name(nick),
  ),
  USER: nothing,
  PING: anyone((session, [text = SERVER]) => session.send({ command: 'PONG', params: [SERVER, text] })),
  PONG: nothing,
  QUIT: anyone((session) => session.end('Goodbye')),
  JOIN: greeted((session, [list]) => {
    if (list === undefined) return needs(session, 'JOIN')
    for (const name of list.split(',').slice(0, 10)) joinOne(session, name)
  }),
  PART: greeted((session, [list]) => {
    if (list === undefined) return needs(session, 'PART')
    for (const name of list.split(',').slice(0, 10)) part(session, name)
  }),
  NAMES: greeted(names),
  PRIVMSG: greeted(privmsg),
  // Ordinary clients ask these on their own after joining: a short true answer keeps them quiet.
  MODE: greeted((session, [name = '']) => {
    if (isHere(session, name)) session.reply('324', [name, '+t'])
  }),
  WHO: greeted((session, [name = '*']) => session.reply('315', [name, 'End of /WHO list'])),
}
