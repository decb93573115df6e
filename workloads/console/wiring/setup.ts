/** What the page has to know before anything happens. */
import type { TwitchOptions } from '../../chat/twitch/channel.ts'
import type { Profile } from '../../lounge/profile.ts'
import { BOT } from '../irc/server.ts'
import type { Setup } from '../page/contract.ts'
import { type Addresses, reachable } from '../server.ts'
import { CHANNEL, personasFor } from './cast.ts'

type Played = Pick<Addresses, 'host' | 'ircPort'> & {
  readonly profile: Profile
  readonly twitch: TwitchOptions | undefined
}

/** `keyed`: whether the page has shown the console's key, with which it may speak as anybody. */
export const setupOf = ({ profile, twitch, host, ircPort }: Played, keyed: boolean): Setup => ({
  profiles: [profile],
  personas: personasFor(twitch, keyed),
  bot: BOT.login,
  channel: CHANNEL,
  switches: twitch === undefined,
  keyed,
  twitch: twitch?.channel ?? null,
  irc: `irc://${reachable(host)}:${ircPort}/${CHANNEL}`,
})
