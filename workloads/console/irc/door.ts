/** Who may come into the chat under which name: personas with the key, the bot with its secret, everyone else as a viewer. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Role } from '../../lounge/profile.ts'

/** Somebody in the chat. `id` is numeric and the same for a login every time, as Twitch's user ids are. */
export type Speaker = {
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly id: string
}

export type Persona = Omit<Speaker, 'id'>

/** `key`: holds the key (the page's cookie). `page`: the page, without it. `none`: any IRC client. */
export type Trust = 'key' | 'page' | 'none'

export type Entry = {
  readonly nick: string
  readonly pass: string | undefined
  readonly trust: Trust
  /** Somebody else is in the chat under this login. */
  readonly isTaken: boolean
}

/** `taken` and `bad-name` ask for another name; `auth` ends the connection. */
export type Refused = { readonly refused: 'taken' | 'bad-name' | 'auth'; readonly why: string }

export type Door = {
  /** Opens the personas. */
  readonly key: string
  readonly bot: { readonly login: string; readonly name: string; readonly pass: string }
  readonly personas: readonly Persona[]
  /** Further logins that nobody may take. */
  readonly reserved: readonly string[]
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares secrets without telling by its time how far they agree. */
export const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))

export const idOf = (login: string) => String(100_000_000 + (digest(login).readUInt32BE(0) % 900_000_000))

const withoutScheme = (pass: string) => pass.replace(/^oauth:/, '')

const refusal = (entry: Entry): Refused =>
  entry.pass === undefined
    ? { refused: 'taken', why: `The name ${entry.nick} is kept for somebody: choose another.` }
    : { refused: 'auth', why: 'Login authentication failed' }

const asPersona = (persona: Persona, entry: Entry, key: string): Speaker | Refused => {
  const holdsKey =
    entry.trust === 'key' || (entry.pass !== undefined && isSame(withoutScheme(entry.pass), key))
  const isOpen = persona.role === 'viewer' && entry.trust === 'page'
  return holdsKey || isOpen ? { ...persona, id: idOf(persona.login) } : refusal(entry)
}

const asBot = (bot: Door['bot'], entry: Entry): Speaker | Refused =>
  entry.pass !== undefined && isSame(withoutScheme(entry.pass), bot.pass)
    ? { login: bot.login, name: bot.name, role: 'moderator', id: idOf(bot.login) }
    : refusal(entry)

const asViewer = (login: string, entry: Entry): Speaker | Refused =>
  entry.isTaken
    ? { refused: 'taken', why: `The name ${entry.nick} is in use: choose another.` }
    : { login, name: entry.nick, role: 'viewer', id: idOf(login) }

const NAME = /^[a-z0-9][a-z0-9_]{0,24}$/

export const enter = ({ key, bot, personas, reserved }: Door, entry: Entry): Speaker | Refused => {
  const login = entry.nick.toLowerCase()
  if (!NAME.test(login)) {
    return { refused: 'bad-name', why: 'A name is 1 to 25 letters a–z, digits and underscores.' }
  }
  if (login === bot.login) return asBot(bot, entry)
  if (reserved.includes(login)) return refusal(entry)
  const persona = personas.find((one) => one.login === login)
  return persona === undefined ? asViewer(login, entry) : asPersona(persona, entry, key)
}
