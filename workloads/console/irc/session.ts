/** One connection to the chat, from the greeting to QUIT: who it is, what it asked for, what it is told. Knows no socket. */
import type { Door, Speaker, Trust } from './door.ts'
import { enter } from './door.ts'
import type { Line } from './line.ts'
import { formatLine } from './line.ts'
import { slidingWindow } from './rate.ts'
import type { Member, Room } from './room.ts'
import { COMMANDS, MEMBERSHIP, SERVER, TAGS, TWITCH_ONLY } from './twitch.ts'

/** The other end of a connection. */
export type Peer = {
  readonly trust: Trust
  /** One line without its CR LF. */
  readonly send: (line: string) => void
  readonly close: () => void
}

export type House = {
  readonly room: Room
  readonly door: Door
  readonly clock: () => number
  /** Somebody is connected under this login. */
  readonly isTaken: (login: string) => boolean
  /** Every login fails while true: what Twitch does with an expired token. */
  readonly isRefusing: () => boolean
}

/** Messages in 30 s, as on Twitch. */
const SPEECH = { viewer: 20, moderator: 100, broadcaster: 100 }

export class Session {
  readonly house: House
  readonly caps = new Set<string>()
  /** A client that began to ask for capabilities is greeted when it has ended. */
  negotiating = false
  pass: string | undefined
  #nick: string | undefined
  #who: Speaker | undefined
  #member: Member | undefined
  #isOver = false
  #mayTalk = () => false
  readonly #peer: Peer

  constructor(house: House, peer: Peer) {
    this.house = house
    this.#peer = peer
  }

  /** Undefined until the name has been accepted. */
  get who() {
    return this.#who
  }

  get member() {
    return this.#member
  }

  get nick() {
    return this.#who?.login ?? '*'
  }

  /** After the end nothing is heard any more. */
  get isOver() {
    return this.#isOver
  }

  send(line: Line) {
    const speaksTwitch = this.caps.has(COMMANDS)
    if (!speaksTwitch && TWITCH_ONLY.includes(line.command)) return
    const { tags, ...bare } = line
    this.#peer.send(formatLine(this.caps.has(TAGS) && tags !== undefined ? line : bare))
  }

  reply(numeric: string, params: readonly string[]) {
    this.send({ prefix: SERVER, command: numeric, params: [this.nick, ...params] })
  }

  /** A sentence from the server to this client alone, with Twitch's `msg-id`. */
  notice(msgId: string, text: string) {
    this.send({
      tags: { 'msg-id': msgId },
      prefix: SERVER,
      command: 'NOTICE',
      params: [this.house.room.target, text],
    })
  }

  end(why: string) {
    this.send({ command: 'ERROR', params: [why] })
    this.#close()
  }

  name(nick: string) {
    if (this.#who !== undefined) {
      return this.reply('447', ['The name stays as long as the connection: reconnect to take another'])
    }
    this.#nick = nick
    this.greet()
  }

  /** Lets the client in once it has said its name and is done with asking for capabilities. */
  greet() {
    if (this.#who !== undefined || this.#nick === undefined || this.negotiating) return
    if (this.house.isRefusing()) return this.#refuse()
    const isTaken = this.house.isTaken(this.#nick.toLowerCase())
    const entry = { nick: this.#nick, pass: this.pass, trust: this.#peer.trust, isTaken }
    const result = enter(this.house.door, entry)
    if (!('refused' in result)) return this.#welcome(result)
    if (result.refused === 'auth') return this.#refuse()
    this.reply(result.refused === 'taken' ? '433' : '432', [this.#nick, result.why])
    this.#nick = undefined
  }

  join() {
    const who = this.#who
    if (who === undefined || this.#member !== undefined) return
    this.#member = {
      who,
      hearsComings: () => this.caps.has(MEMBERSHIP) || this.caps.size === 0,
      send: (line) => this.send(line),
    }
    this.house.room.join(this.#member)
  }

  leave() {
    if (this.#member !== undefined) this.house.room.part(this.#member)
    this.#member = undefined
  }

  mayTalk() {
    return this.#mayTalk()
  }

  #refuse() {
    this.send({ prefix: SERVER, command: 'NOTICE', params: ['*', 'Login authentication failed'] })
    this.#close()
  }

  #close() {
    this.#isOver = true
    this.leave()
    this.#peer.close()
  }

  #welcome(who: Speaker) {
    this.#who = who
    this.#mayTalk = slidingWindow({ max: SPEECH[who.role], ms: 30_000, clock: this.house.clock })
    this.reply('001', ['Welcome to the 8 Bit Sax Lounge'])
    this.reply('002', [`Your host is ${SERVER}`])
    this.reply('003', ['It speaks as Twitch does'])
    this.reply('004', ['-'])
    this.reply('375', ['-'])
    this.reply('372', [`JOIN ${this.house.room.target} and say !help`])
    this.reply('376', ['>'])
  }
}
