/** A small Twitch-compatible chat server, knowing no socket: the page's chat, and the Twitch of the tests. */
import type { Door, Persona } from './door.ts'
import { hearing } from './hearing.ts'
import { Room } from './room.ts'
import type { Peer } from './session.ts'
import { Session } from './session.ts'
import { ircStaff } from './staff.ts'
import { SERVER } from './twitch.ts'

export type IrcOptions = {
  /** Opens the personas: the page's cookie, or PASS of an IRC client. */
  readonly key: string
  /** The bot's own PASS. */
  readonly botPass: string
  readonly personas: readonly Persona[]
  /** Further logins that nobody may take, e.g. the broadcaster of a real channel. */
  readonly reserved?: readonly string[]
  /** Without `#`. */
  readonly channel: string
  /** Epoch milliseconds. */
  readonly clock: () => number
}

export type Connection = { readonly line: (text: string) => void; readonly closed: () => void }

export type IrcServer = ReturnType<typeof ircServer>

export const BOT = { login: 'eightbitbot', name: 'EightBitBot' }

export const ircServer = ({ key, botPass, personas, reserved = [], channel, clock }: IrcOptions) => {
  const door: Door = { key, bot: { ...BOT, pass: botPass }, personas, reserved }
  const room = new Room({ channel, clock })
  const sessions = new Map<Session, Peer>()
  let refusing = false
  const isTaken = (login: string) => [...sessions.keys()].some(({ who }) => who?.login === login)
  const house = { room, door, clock, isTaken, isRefusing: () => refusing }

  return {
    channel,

    /** A new connection. Give it each line without CR LF, and say when it has closed. */
    connect(peer: Peer): Connection {
      const session = new Session(house, peer)
      sessions.set(session, peer)
      return {
        line: hearing(session),
        closed: () => {
          session.leave()
          sessions.delete(session)
        },
      }
    },

    ...ircStaff(room),

    /** Asks every client to reconnect, as Twitch does before it restarts a server. */
    reconnect() {
      for (const session of sessions.keys()) session.send({ prefix: SERVER, command: 'RECONNECT' })
    },

    /** Cuts every connection without a word. */
    drop() {
      for (const peer of [...sessions.values()]) peer.close()
    },

    /** While on, every login is refused with Twitch's words for a token that is no good. */
    failAuth(on: boolean) {
      refusing = on
    },
  }
}
