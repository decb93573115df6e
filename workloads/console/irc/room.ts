/** The one room of the chat: who is in it, and what each of them gets to see of the others. */
import type { Speaker } from './door.ts'
import { idOf } from './door.ts'
import type { Line, Tags } from './line.ts'
import { SERVER, speakerTags } from './twitch.ts'

export type Member = {
  readonly who: Speaker
  /** Asked to hear who comes and goes. */
  readonly hearsComings: () => boolean
  /** Sends what this member asked for: tags and Twitch's commands only if it did. */
  readonly send: (line: Line) => void
}

export type Said = { readonly id: string; readonly login: string; readonly text: string }

/** As many messages can still be deleted one by one. */
const KEPT = 200

const source = (login: string) => `${login}!${login}@${login}.${SERVER}`

/** `from` is left out of the relay: Twitch does not echo. */
export type Message = { readonly text: string; readonly tags?: Tags; readonly from?: Member }

export class Room {
  readonly target: string
  readonly tags: Tags
  readonly #clock: () => number
  readonly #members = new Set<Member>()
  readonly #said: Said[] = []

  constructor({ channel, clock }: { channel: string; clock: () => number }) {
    this.target = `#${channel}`
    this.tags = { 'room-id': idOf(channel) }
    this.#clock = clock
  }

  /** Logins, the moderators' with `@`, as NAMES shows them. */
  names() {
    const byLogin = new Map([...this.#members].map(({ who }) => [who.login, who]))
    return [...byLogin.values()].map((who) => `${who.role === 'viewer' ? '' : '@'}${who.login}`).sort()
  }

  join(member: Member) {
    if (!this.#holds(member.who.login)) this.#announce('JOIN', member.who)
    this.#members.add(member)
    member.send({ prefix: source(member.who.login), command: 'JOIN', params: [this.target] })
  }

  part(member: Member) {
    const wasIn = this.#members.delete(member)
    if (wasIn && !this.#holds(member.who.login)) this.#announce('PART', member.who)
  }

  /** Returns the message's id. */
  say(who: Speaker, { text, tags = {}, from }: Message) {
    const made = { ...speakerTags(who), ...this.tags, emotes: '', 'tmi-sent-ts': String(this.#clock()) }
    const id = tags.id ?? crypto.randomUUID()
    this.#keep({ id, login: who.login, text })
    const prefix = source(who.login)
    const line = { tags: { ...made, ...tags, id }, prefix, command: 'PRIVMSG', params: [this.target, text] }
    for (const member of this.#members) if (member !== from) member.send(line)
    return id
  }

  /** To everybody in the room, from the server. */
  tell(command: string, { text, tags = {} }: { text?: string; tags?: Tags } = {}) {
    const params = text === undefined ? [this.target] : [this.target, text]
    const all = { ...tags, ...this.tags, 'tmi-sent-ts': String(this.#clock()) }
    for (const member of this.#members) member.send({ tags: all, prefix: SERVER, command, params })
  }

  tryFindSaid(id: string) {
    return this.#said.find((one) => one.id === id)
  }

  #holds(login: string) {
    return [...this.#members].some((one) => one.who.login === login)
  }

  #keep(said: Said) {
    this.#said.push(said)
    if (this.#said.length > KEPT) this.#said.shift()
  }

  #announce(command: 'JOIN' | 'PART', { login }: Speaker) {
    const line = { prefix: source(login), command, params: [this.target] }
    for (const member of this.#members) if (member.hearsComings()) member.send(line)
  }
}
