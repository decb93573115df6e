/** The page's place in the chat: who it speaks as, what was said, and the lines it keeps open. */
import type { Setup } from '../contract.ts'
import { History } from './history.ts'
import { IrcClient, type LineState, type Socket } from './irc-client.ts'
import type { ChatMessage } from './irc-words.ts'

export type Line = {
  id: string
  name: string
  login: string
  text: string
  role: 'bot' | 'broadcaster' | 'moderator' | 'viewer' | 'server'
  at: number
}

const KEPT = 200

export type RoomOptions = {
  setup: Setup
  open: () => Socket
  now: () => number
  onChange: () => void
}

export class ChatRoom {
  readonly history = new History()
  /** Oldest first. */
  lines: readonly Line[] = []
  /** The login of the persona that speaks next. */
  speaker: string
  readonly #options: RoomOptions
  /** The one that hears the room; the others only speak, so that no line is shown twice. */
  readonly #listener: string
  readonly #clients = new Map<string, IrcClient>()
  readonly #states = new Map<string, LineState>()

  constructor(options: RoomOptions) {
    this.#options = options
    this.#listener = options.setup.personas.find(({ mayUse }) => mayUse)?.login ?? ''
    this.speaker = this.#listener
  }

  get state(): LineState {
    return this.#states.get(this.speaker) ?? 'off'
  }

  /** Opens the line that hears the room. */
  start() {
    if (this.#listener !== '') this.#client(this.#listener).start()
  }

  speakAs(login: string) {
    this.speaker = login
    this.#client(login).start()
    this.#options.onChange()
  }

  say(text: string) {
    const said = text.trim()
    if (said === '' || this.speaker === '') return
    this.history.add(said)
    const client = this.#client(this.speaker)
    client.start()
    client.say(said)
    if (this.speaker === this.#listener) this.#echo(said)
  }

  #client(login: string) {
    const known = this.#clients.get(login)
    if (known !== undefined) return known
    const { setup, open, onChange } = this.#options
    const client = new IrcClient({
      login,
      channel: setup.channel,
      open,
      onMessage: (message) => login === this.#listener && this.#hear(message),
      onNotice: (text) => this.#add({ login: '', name: 'chat', text, role: 'server' }),
      onState: (state) => {
        this.#states.set(login, state)
        onChange()
      },
    })
    this.#clients.set(login, client)
    return client
  }

  /** Twitch does not send a speaker's own line back to the connection it came from. */
  #echo(text: string) {
    const persona = this.#options.setup.personas.find(({ login }) => login === this.speaker)
    if (persona !== undefined)
      this.#add({ login: persona.login, name: persona.name, text, role: persona.role })
  }

  #hear({ login, name, text, badges }: ChatMessage) {
    this.#add({ login, name, text, role: login === this.#options.setup.bot ? 'bot' : roleOf(badges) })
  }

  #add(line: Omit<Line, 'id' | 'at'>) {
    const id = crypto.randomUUID()
    this.lines = [...this.lines, { ...line, id, at: this.#options.now() }].slice(-KEPT)
    this.#options.onChange()
  }
}

const roleOf = (badges: readonly string[]) => {
  if (badges.includes('broadcaster')) return 'broadcaster'
  return badges.includes('moderator') ? 'moderator' : 'viewer'
}
