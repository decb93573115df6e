/** Twitch itself: the room of a channel, with a token out of the bot's grant. */
import { wallClock } from '../clock.ts'
import { grantToken, validateHourly } from '../grant/grant.ts'
import { grantFile } from '../grant/grant-file.ts'
import { TwitchId } from '../grant/twitch-id.ts'
import type { Transport } from '../transport.ts'
import { tmiTransport } from './tmi.ts'

export type TwitchOptions = {
  /** Without `#`. */
  readonly channel: string
  /** The login the bot speaks as. */
  readonly username: string
  /** Where `npm run login` keeps grants. */
  readonly folder: string
  /** Only where the application is a confidential one. */
  readonly clientSecret?: string | undefined
  /** Another identity service, e.g. a stand-in. @default Twitch's */
  readonly idUrl?: string | undefined
  /** Another chat server that takes Twitch's tokens. @default Twitch's */
  readonly url?: string | undefined
}

/** Without a grant its state says `not-authorised` and names the remedy. */
export const twitchTransport = (options: TwitchOptions): Transport => {
  const { channel, username, folder, clientSecret, idUrl, url } = options
  const token = grantToken({
    file: grantFile(folder, username),
    twitch: new TwitchId(idUrl === undefined ? {} : { base: idUrl }),
    clock: wallClock,
    clientSecret,
  })
  const transport = tmiTransport({ channel, username, token, ...(url && { url }) })
  const stopValidating = validateHourly(token, wallClock)
  return {
    listen: (listener) => transport.listen(listener),
    state: () => transport.state(),
    say: (text) => transport.say(text),
    close() {
      stopValidating()
      return transport.close()
    },
  }
}
