/** One persona's line into the chat: IRC over a WebSocket, opened when first needed, reopened by itself. */
import { type ChatMessage, format, parse } from './irc-words.ts'

/** The part of a WebSocket that is used; the browser's own fits. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'readyState'> & {
  addEventListener(type: 'open' | 'close', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

export type LineState = 'off' | 'connecting' | 'on'

export type IrcOptions = {
  login: string
  channel: string
  open: () => Socket
  onMessage: (message: ChatMessage) => void
  /** A sentence of the server, e.g. why a line was not taken. */
  onNotice: (text: string) => void
  onState: (state: LineState) => void
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000

export class IrcClient {
  readonly #options: IrcOptions
  #socket: Socket | undefined
  #joined = false
  #wait = FIRST_WAIT_MS
  #unsaid: string[] = []
  readonly #hear: Readonly<Record<string, (line: ChatMessage) => void>> = {
    PING: ({ text }) => this.#send(`PONG :${text}`),
    ROOMSTATE: () => this.#welcome(),
    NOTICE: ({ text }) => this.#options.onNotice(text),
    RECONNECT: () => this.#socket?.close(),
    PRIVMSG: (line) => this.#options.onMessage(line),
  }

  constructor(options: IrcOptions) {
    this.#options = options
  }

  /** Opens the line if it is not open yet. */
  start() {
    if (this.#socket === undefined) this.#connect()
  }

  /** Says it now, or as soon as the chat has let us in. */
  say(text: string) {
    const line = format(this.#options.channel, text)
    if (this.#joined) this.#send(line)
    else this.#unsaid.push(line)
  }

  #connect() {
    this.#options.onState('connecting')
    this.#socket = this.#options.open()
    this.#socket.addEventListener('open', () => this.#greet())
    this.#socket.addEventListener('message', ({ data }) => this.#heard(String(data)))
    this.#socket.addEventListener('close', () => this.#lost())
  }

  #greet() {
    const { login, channel } = this.#options
    this.#send('CAP REQ :twitch.tv/tags twitch.tv/commands')
    this.#send('PASS page')
    this.#send(`NICK ${login}`)
    this.#send(`JOIN #${channel}`)
  }

  #heard(data: string) {
    for (const raw of data.split('\r\n')) {
      const line = parse(raw)
      this.#hear[line.command]?.(line)
    }
  }

  /** The last line of Twitch's welcome: from here on it listens. */
  #welcome() {
    if (this.#joined) return
    this.#joined = true
    this.#wait = FIRST_WAIT_MS
    this.#options.onState('on')
    for (const line of this.#unsaid.splice(0)) this.#send(line)
  }

  #lost() {
    this.#joined = false
    this.#options.onState('connecting')
    setTimeout(() => this.#connect(), this.#wait)
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS)
  }

  #send(line: string) {
    this.#socket?.send(`${line}\r\n`)
  }
}
