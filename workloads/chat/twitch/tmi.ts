/** Twitch's chat through tmi.js: joins, stays, says why not, and never gives up. */
import type { Who } from '../../lounge/request.ts'
import type { Clock } from '../clock.ts'
import { pause, wallClock } from '../clock.ts'
import type { Token } from '../grant/token.ts'
import { NotAuthorised } from '../grant/token.ts'
import { oneLine } from '../one-line.ts'
import type { Listener, RoomState, Transport } from '../transport.ts'
import { concernsUs, readClearChat, readNotice, tryReadClearMessage, tryReadLine } from './message.ts'
import type { End, Stay } from './tmi-stay.ts'
import { stay } from './tmi-stay.ts'
import type { IrcMessage } from './tmi-visit.ts'

const TWITCH = 'wss://irc-ws.chat.twitch.tv/'

/** Between attempts that only a person can make succeed, in milliseconds. */
const SLOWLY_MS = 60_000
/** A stay this long makes the next attempt a first one again. */
const LASTING_MS = 30_000

/** 1 s, then half as long again each time up to 30 s, a little apart from everyone else. */
const patience = (attempt: number) =>
  Math.min(30_000, 1_000 * 1.5 ** (attempt - 1)) * (0.8 + Math.random() * 0.4)

type Options = {
  /** Without `#`. */
  readonly channel: string
  /** The login the bot speaks as. */
  readonly username: string
  readonly token: Token
  /** @default TWITCH */
  readonly url?: string
  /** @default 'twitch' */
  readonly platform?: Who['platform']
  /** @default wallClock */
  readonly clock?: Clock
  /** Milliseconds before the next attempt; the first has number 1. @default 1 s growing to 30 s */
  readonly backoff?: (attempt: number) => number
}

class TmiTransport implements Transport {
  readonly #options: Required<Options>
  readonly #listeners = new Set<Listener>()
  readonly #closing = new AbortController()
  readonly #done: Promise<void>
  #state: RoomState
  #stay: Stay | undefined
  /** The token that came of the last refresh: refused as well, no other will do. */
  #fresh: string | undefined

  constructor(options: Required<Options>) {
    this.#options = options
    const why = `Joining #${options.channel}.`
    this.#state = { is: 'joining', why, since: options.clock.now(), trusted: false }
    this.#done = this.#keepComing()
  }

  listen(listener: Listener) {
    this.#listeners.add(listener)
    listener.state(this.#state)
    return () => void this.#listeners.delete(listener)
  }

  state() {
    return this.#state
  }

  async say(text: string) {
    if (!this.#stay) throw new Error('The room is not joined.')
    await this.#stay.say(oneLine(text))
  }

  async close() {
    this.#closing.abort()
    this.#stay?.leave()
    await this.#done
  }

  async #keepComing() {
    const { clock } = this.#options
    const { signal } = this.#closing
    for (let attempt = 1; !signal.aborted; attempt++) {
      const began = clock.now()
      const wait = await this.#attempt(attempt)
      if (clock.now() - began >= LASTING_MS) attempt = 0
      await pause(clock, wait, signal)
    }
  }

  /** Resolves when it is over, with the milliseconds to wait before the next. */
  async #attempt(attempt: number): Promise<number> {
    try {
      const password = await this.#options.token.read()
      if (this.#closing.signal.aborted) return 0
      const end = await this.#visit(password)
      if (end.by === 'login') return await this.#renew(password, end)
      this.#become('away', end.why)
    } catch (fault) {
      if (fault instanceof NotAuthorised) return this.#giveUpFor(SLOWLY_MS, fault.message)
      this.#become('away', fault instanceof Error ? fault.message : 'The bot could not get its token.')
    }
    return this.#options.backoff(attempt)
  }

  async #visit(password: string): Promise<End> {
    const { channel, username, url, clock } = this.#options
    const onJoined = (trusted: boolean) => this.#become('joined', `In #${channel} as ${username}.`, trusted)
    const onMessage = (message: IrcMessage) => this.#tell(message)
    this.#stay = stay({ url, channel, username, password, clock, onJoined, onMessage })
    const end = await this.#stay.ended
    this.#stay = undefined
    return end
  }

  /** Once for each refused token. */
  async #renew(refused: string, { why }: End): Promise<number> {
    if (refused === this.#fresh) {
      return this.#giveUpFor(
        SLOWLY_MS,
        `Twitch refuses ${this.#options.username}: ${why}. Run npm run login.`,
      )
    }
    this.#become('away', `${why}; getting a new token.`)
    this.#fresh = await this.#options.token.refresh()
    return 0
  }

  #giveUpFor(ms: number, why: string) {
    this.#become('not-authorised', why)
    return ms
  }

  #become(is: RoomState['is'], why: string, trusted = false) {
    if (this.#closing.signal.aborted) return
    const isNews = is !== this.#state.is
    if (!isNews && why === this.#state.why && trusted === this.#state.trusted) return
    const since = isNews ? this.#options.clock.now() : this.#state.since
    this.#state = { is, why, since, trusted }
    for (const listener of this.#listeners) listener.state(this.#state)
  }

  #tell(message: IrcMessage) {
    for (const listener of this.#listeners) this.#tellOne(message, listener)
  }

  #tellOne(message: IrcMessage, listener: Listener) {
    const tell: Record<string, (() => void) | undefined> = {
      PRIVMSG: () => {
        const line = tryReadLine(message, this.#options, this.#options.clock.now())
        if (line) listener.line(line)
      },
      CLEARCHAT: () => listener.clear(readClearChat(message)),
      CLEARMSG: () => {
        const clear = tryReadClearMessage(message)
        if (clear) listener.clear(clear)
      },
      NOTICE: () => {
        const notice = readNotice(message)
        if (concernsUs(notice)) listener.notice(notice)
      },
    }
    tell[message.command]?.()
  }
}

const defaults = { url: TWITCH, platform: 'twitch', clock: wallClock, backoff: patience } as const

/** As IRC spells names: `#SaxLounge` is `saxlounge`. */
const bare = (name: string) => name.replace(/^#/, '').toLowerCase()

/** Dials at once and keeps coming back until it is closed. */
export const tmiTransport = (options: Options): Transport =>
  new TmiTransport({
    ...defaults,
    ...options,
    channel: bare(options.channel),
    username: bare(options.username),
  })
