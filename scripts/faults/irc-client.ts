/** Somebody in the room over plain IRC, who comes back whenever the chat server is there again. */
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

const RETRY_MS = 300

type Heard = { at: number; id: string; login: string; text: string }

type Options = {
  readonly port: number
  readonly channel: string
  readonly nick: string
  readonly pass?: string
  /** Each line that somebody else says. */
  readonly onLine?: (heard: Heard) => void
}

const SAID = /^(?:@(?<tags>\S+) )?:(?<login>[^!]+)!\S+ PRIVMSG \S+ :(?<text>.*)$/s

const idIn = (tags = '') => /(?:^|;)id=([^;]+)/.exec(tags)?.[1] ?? ''

export class IrcClient {
  readonly nick: string
  readonly #options: Options
  #socket: Socket | undefined
  #isIn = false
  #isClosed = false

  constructor(options: Options) {
    this.#options = options
    this.nick = options.nick
    this.#dial()
  }

  /** In the room: what it says is heard. */
  get isIn() {
    return this.#isIn
  }

  say(text: string) {
    if (this.#isIn) this.#write(`PRIVMSG #${this.#options.channel} :${text}`)
  }

  close() {
    this.#isClosed = true
    this.#socket?.destroy()
  }

  #write(line: string) {
    this.#socket?.write(`${line}\r\n`)
  }

  #dial() {
    const { port, channel, nick, pass } = this.#options
    const socket = connect(port, '127.0.0.1')
    this.#socket = socket
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#left())
    const lines = createInterface({ input: socket })
    // It passes on what went wrong with the socket, which is seen to already.
    lines.on('error', () => undefined)
    lines.on('line', (line) => this.#hear(line))
    socket.on('connect', () => {
      this.#write('CAP REQ :twitch.tv/tags twitch.tv/commands')
      if (pass !== undefined) this.#write(`PASS ${pass}`)
      this.#write(`NICK ${nick}`)
      this.#write(`JOIN #${channel}`)
    })
  }

  #left() {
    this.#isIn = false
    if (!this.#isClosed) setTimeout(() => this.#isClosed || this.#dial(), RETRY_MS).unref()
  }

  #hear(line: string) {
    if (line.startsWith('PING')) return this.#write('PONG :tmi.twitch.tv')
    if (line.includes(' 366 ')) this.#isIn = true
    const { tags, login = '', text } = SAID.exec(line)?.groups ?? {}
    if (text !== undefined) this.#options.onLine?.({ at: Date.now(), id: idIn(tags), login, text })
  }
}
