/** What Twitch's IRC lines mean to us: somebody's line, a clearance, what the account may do. */
import { randomUUID } from 'node:crypto'
import type { Role } from '../../lounge/profile.ts'
import type { Who } from '../../lounge/request.ts'
import { oneLine } from '../one-line.ts'
import type { Clear, Line, Notice } from '../transport.ts'
import type { IrcMessage } from './tmi-visit.ts'

const ESCAPES: Record<string, string> = { s: ' ', ':': ';', r: ' ', n: ' ' }

/** Undefined where the tag is missing or empty. */
const tag = ({ tags }: IrcMessage, name: string): string | undefined => {
  const value = tags[name]
  if (typeof value !== 'string' || value === '') return undefined
  return value.replace(/\\(.?)/g, (_, letter: string) => ESCAPES[letter] ?? letter)
}

const badges = (message: IrcMessage) =>
  (tag(message, 'badges') ?? '').split(',').map((badge) => badge.split('/')[0])

/** The broadcaster has `mod=0`: only the badge tells. */
const roleOf = (message: IrcMessage): Role => {
  const worn = badges(message)
  if (worn.includes('broadcaster')) return 'broadcaster'
  const moderates =
    tag(message, 'mod') === '1' || worn.includes('moderator') || worn.includes('lead_moderator')
  return moderates ? 'moderator' : 'viewer'
}

const MAX_NAME = 64
const USABLE_ID = /^[\w.:-]{1,128}$/
/** `/me !time 7`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: CTCP frames an action with U+0001.
const ACTION = /^\u0001ACTION (.*?)\u0001?$/s

const whoOf = (message: IrcMessage, platform: Who['platform']): Who => {
  const login = (message.prefix?.split('!')[0] ?? '').toLowerCase().slice(0, MAX_NAME) || 'unknown'
  return {
    platform,
    id: (tag(message, 'user-id') ?? login).slice(0, MAX_NAME),
    login,
    name: oneLine(tag(message, 'display-name') ?? '', MAX_NAME) || login,
    role: roleOf(message),
  }
}

const idOf = (message: IrcMessage) => {
  const id = tag(message, 'id') ?? ''
  return USABLE_ID.test(id) ? id : randomUUID()
}

export type Room = {
  readonly channel: string
  /** The login the bot speaks as. */
  readonly username: string
  readonly platform: Who['platform']
}

/** `now` stands in where the platform does not say when. Undefined for a line without text. */
export const tryReadLine = (message: IrcMessage, room: Room, now: number): Line | undefined => {
  const said = message.params[1]
  if (said === undefined) return undefined
  const who = whoOf(message, room.platform)
  const at = Number(tag(message, 'tmi-sent-ts') ?? now)
  return {
    id: idOf(message),
    channel: room.channel,
    text: ACTION.exec(said)?.[1] ?? said,
    at: Number.isSafeInteger(at) && at >= 0 ? at : now,
    who,
    self: who.login === room.username,
    roomId: tag(message, 'room-id'),
    sourceRoomId: tag(message, 'source-room-id'),
  }
}

/** CLEARCHAT: of everybody, or of the one it names. */
export const readClearChat = ({ params: [, login] }: IrcMessage): Clear =>
  login === undefined ? { of: 'room' } : { of: 'person', login: login.toLowerCase() }

export const tryReadClearMessage = (message: IrcMessage): Clear | undefined => {
  const id = tag(message, 'target-msg-id')
  return id === undefined ? undefined : { of: 'line', id }
}

/** Moderators, VIPs and the broadcaster may say 100 lines in 30 s. */
export const isTrusted = (message: IrcMessage) =>
  roleOf(message) !== 'viewer' || badges(message).includes('vip')

export const readNotice = (message: IrcMessage): Notice => ({
  code: tag(message, 'msg-id') ?? 'none',
  text: oneLine(message.params[1] ?? ''),
})

const REFUSED_LOGIN = /Login authentication failed|Login unsuccessful|Improperly formatted auth|Invalid NICK/

/** A refusal has no code, only words. */
export const isRefusedLogin = ({ code, text }: Notice) => code === 'none' && REFUSED_LOGIN.test(text)

/** It is about a line of ours, or about us in the room; the others tell of the room's modes. */
export const concernsUs = ({ code }: Notice) => /^(msg_|no_permission$|tos_ban$|unrecognized_cmd$)/.test(code)
