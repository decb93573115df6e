/** The chats that are played: the page's own, always, and a Twitch channel where one is set. */
import { chatApp } from '../../chat/app.ts'
import { fixedToken } from '../../chat/grant/token.ts'
import { midiLounge } from '../../chat/midi-lounge.ts'
import type { RoomState, Transport } from '../../chat/transport.ts'
import { type TwitchOptions, twitchTransport } from '../../chat/twitch/channel.ts'
import { tmiTransport } from '../../chat/twitch/tmi.ts'
import type { Profile } from '../../lounge/profile.ts'
import type { MidiClient } from '../../midi/client.ts'
import type { Log } from '../../service/log.ts'
import { createMetrics } from '../../service/metrics.ts'
import { BOT } from '../irc/server.ts'
import { CHANNEL } from './cast.ts'

export type Rooms = {
  readonly states: () => readonly RoomState[]
  /** Resolves when the bot hears the page's chat, or has had its time to. */
  readonly ready: Promise<void>
  readonly close: () => Promise<void>
}

/** How long the page's chat may keep a start waiting, in milliseconds. */
const PATIENCE_MS = 5_000

type Options = {
  /** Of the page's chat, e.g. `ws://127.0.0.1:8080/irc`. */
  readonly url: string
  readonly botPass: string
  readonly twitch: TwitchOptions | undefined
  readonly midi: MidiClient
  readonly profiles: readonly Profile[]
  readonly log: Log
}

const pageTransport = ({ url, botPass }: Options) =>
  tmiTransport({
    channel: CHANNEL,
    username: BOT.login,
    token: fixedToken(botPass),
    url,
    platform: 'console',
  })

const play = (transport: Transport, { midi, log, profiles }: Options) => {
  const lounge = midiLounge({ midi, log })
  const chat = chatApp({ transport, lounge, profiles, log, metrics: createMetrics('chat') })
  return { state: () => transport.state(), close: chat.close }
}

const joined = (transport: Transport) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, PATIENCE_MS)
  const nothing = () => undefined
  const state = ({ is }: RoomState) => is === 'joined' && resolve()
  const stop = transport.listen({ state, line: nothing, clear: nothing, notice: nothing })
  return promise.finally(() => {
    clearTimeout(timer)
    stop()
  })
}

/** The bot joins each of them at once and stays. */
export const openRooms = (options: Options): Rooms => {
  const { twitch } = options
  const own = pageTransport(options)
  const transports = [own, ...(twitch === undefined ? [] : [twitchTransport(twitch)])]
  const rooms = transports.map((transport) => play(transport, options))
  return {
    ready: joined(own),
    states: () => rooms.map(({ state }) => state()),
    close: async () => {
      await Promise.all(rooms.map(({ close }) => close()))
    },
  }
}
