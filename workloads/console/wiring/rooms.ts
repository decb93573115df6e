/** The chats that are played: the page's own, always, and a Twitch channel where one is set. */
import { chatApp } from '../../chat/app.ts'
import { midiLounge } from '../../chat/midi-lounge.ts'
import { tmiTransport } from '../../chat/tmi.ts'
import { twitchTransport } from '../../chat/tmi-twitch.ts'
import { fixedToken } from '../../chat/token.ts'
import type { RoomState, Transport } from '../../chat/transport.ts'
import type { Profile } from '../../lounge/profile.ts'
import type { MidiClient } from '../../midi/client.ts'
import type { Log } from '../../service/log.ts'
import { createMetrics } from '../../service/metrics.ts'
import { BOT } from '../irc.ts'
import { CHANNEL, type RealChannel } from './cast.ts'

export type Twitch = RealChannel & {
  /** Where `npm run login` keeps grants. */
  readonly folder: string
  readonly clientSecret?: string | undefined
  /** Stand-ins for Twitch's own. */
  readonly idUrl?: string | undefined
  readonly url?: string | undefined
}

export type Rooms = { readonly states: () => readonly RoomState[]; readonly close: () => Promise<void> }

type Options = {
  /** Of the page's chat, e.g. `ws://127.0.0.1:8080/irc`. */
  readonly url: string
  readonly botPass: string
  readonly twitch: Twitch | undefined
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

/** The bot joins each of them at once and stays. */
export const openRooms = (options: Options): Rooms => {
  const { twitch } = options
  const transports = [pageTransport(options), ...(twitch === undefined ? [] : [twitchTransport(twitch)])]
  const rooms = transports.map((transport) => play(transport, options))
  return {
    states: () => rooms.map(({ state }) => state()),
    close: async () => {
      await Promise.all(rooms.map(({ close }) => close()))
    },
  }
}
