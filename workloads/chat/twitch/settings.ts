/** What an environment says about Twitch: whose chat is joined, as whom, with what. */
import { z } from 'zod'
import type { TwitchOptions } from './channel.ts'

const Login = z
  .string()
  .regex(/^#?\w{1,25}$/, 'must be a Twitch login: letters, digits and _')
  .transform((login) => login.replace(/^#/, '').toLowerCase())

export const twitchEnv = {
  TWITCH_CHANNEL: Login,
  /** Whom the bot speaks as; the channel's own account unless said otherwise. */
  TWITCH_USERNAME: Login.optional(),
  /** Where `npm run login` keeps grants. */
  GRANTS: z.string().default('.lounge'),
  TWITCH_CLIENT_SECRET: z.string().optional(),
  /** Stand-ins for Twitch's identity service and chat server. */
  TWITCH_ID_URL: z.url().optional(),
  IRC_URL: z.url({ protocol: /^wss?$/ }).optional(),
}

type Env = z.infer<z.ZodObject<typeof twitchEnv>>

export const twitchOptions = (env: Env): TwitchOptions => ({
  channel: env.TWITCH_CHANNEL,
  username: env.TWITCH_USERNAME ?? env.TWITCH_CHANNEL,
  folder: env.GRANTS,
  clientSecret: env.TWITCH_CLIENT_SECRET,
  idUrl: env.TWITCH_ID_URL,
  url: env.IRC_URL,
})
