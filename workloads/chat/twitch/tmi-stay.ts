/** One stay in a room: dials, waits to be let in, notices when the link is dead, and says why it ended. */
import type { Clock } from '../clock.ts'
import type { Notice } from '../transport.ts'
import { concernsUs, isRefusedLogin, isTrusted, readNotice } from './message.ts'
import type { IrcMessage, VisitPorts } from './tmi-visit.ts'
import { visit } from './tmi-visit.ts'

/** Twitch answers the PING that tmi.js sends once a minute: after so long without a word the link is dead. */
const SILENCE_MS = 75_000
/** From dialling to USERSTATE. */
const JOIN_MS = 20_000

/** `login`: the platform refused the account; anything else is the connection's fault. */
export type End = { readonly by: 'connection' | 'login'; readonly why: string; readonly wasJoined: boolean }

export type Stay = {
  readonly ended: Promise<End>
  say(text: string): Promise<void>
  leave(): void
}

type Ports = Omit<VisitPorts, 'onEnd'> & {
  readonly clock: Clock
  /** Let in, or what the account may do has changed. */
  readonly onJoined: (trusted: boolean) => void
}

class RoomStay {
  readonly #ports: Ports
  readonly #end = Promise.withResolvers<End>()
  readonly #visit: ReturnType<typeof visit>
  #isJoined = false
  #heardAt: number
  #lastNotice = ''
  #stopTimer = () => {}

  constructor(ports: Ports) {
    this.#ports = ports
    this.#heardAt = ports.clock.steady()
    this.#visit = visit({
      ...ports,
      onMessage: (message) => this.#hear(message),
      onEnd: (why) => this.#finish('connection', this.#lastNotice || why),
    })
    this.#stopTimer = ports.clock.after(JOIN_MS, () => this.#giveUpJoining())
  }

  get ended() {
    return this.#end.promise
  }

  async say(text: string) {
    if (!this.#isJoined) throw new Error('The room is not joined.')
    await this.#visit.say(text)
  }

  leave() {
    this.#finish('connection', 'Left.')
  }

  #hear(message: IrcMessage) {
    this.#heardAt = this.#ports.clock.steady()
    if (message.command === 'RECONNECT') return this.#finish('connection', 'Twitch asked to reconnect.')
    if (message.command === 'NOTICE') this.#heed(readNotice(message))
    if (message.command === 'USERSTATE') this.#joined(isTrusted(message))
    this.#ports.onMessage(message)
  }

  #heed(notice: Notice) {
    if (isRefusedLogin(notice)) this.#finish('login', notice.text)
    else if (concernsUs(notice) && !this.#isJoined) this.#lastNotice = notice.text
  }

  #joined(trusted: boolean) {
    if (!this.#isJoined) this.#watch()
    this.#isJoined = true
    this.#ports.onJoined(trusted)
  }

  #giveUpJoining() {
    this.#finish('connection', this.#lastNotice || `#${this.#ports.channel} did not let the bot in.`)
  }

  #watch() {
    this.#stopTimer()
    const left = this.#heardAt + SILENCE_MS - this.#ports.clock.steady()
    if (left <= 0) return this.#finish('connection', 'The connection has gone silent.')
    this.#stopTimer = this.#ports.clock.after(left, () => this.#watch())
  }

  #finish(by: End['by'], why: string) {
    this.#stopTimer()
    this.#visit.leave()
    this.#end.resolve({ by, why, wasJoined: this.#isJoined })
    this.#isJoined = false
  }
}

export const stay = (ports: Ports): Stay => new RoomStay(ports)
