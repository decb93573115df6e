/** `npm run login`: lets the bot speak on Twitch. Prints an address and a code, and keeps the grant in `.lounge/`. */
import { z } from 'zod'
import { wallClock } from '../workloads/chat/clock.ts'
import { deviceLogin } from '../workloads/chat/grant/device-login.ts'
import { grantFile } from '../workloads/chat/grant/grant-file.ts'
import { TWITCH_ID, TwitchId } from '../workloads/chat/grant/twitch-id.ts'
import { parseEnv } from '../workloads/service/env.ts'
import { commandLine } from './command-line.ts'

commandLine('npm run login', {})

const Env = z.object({
  TWITCH_CLIENT_ID: z.string().optional(),
  GRANTS: z.string().default('.lounge'),
  /** A stand-in for Twitch's identity service. */
  TWITCH_ID_URL: z.url().default(TWITCH_ID),
})

const NEEDS_CLIENT_ID =
  'Set TWITCH_CLIENT_ID to the client id of a Twitch application of type "public": https://dev.twitch.tv/console/apps'

const givingUp = new AbortController()
process.once('SIGINT', () => givingUp.abort())

try {
  const env = parseEnv(Env, process.env)
  if (env.TWITCH_CLIENT_ID === undefined) throw new Error(NEEDS_CLIENT_ID)
  const { login, path } = await deviceLogin({
    clientId: env.TWITCH_CLIENT_ID,
    twitch: new TwitchId({ base: env.TWITCH_ID_URL }),
    clock: wallClock,
    fileFor: (login) => grantFile(env.GRANTS, login),
    show: ({ verification_uri, user_code }) =>
      console.log(
        `Open ${verification_uri}\nlog in as the bot's account, and agree to the code ${user_code}`,
      ),
    signal: givingUp.signal,
  })
  console.log(`The bot may now speak as ${login}; the grant is in ${path}.`)
  console.log(`Next: TWITCH_CHANNEL=<your channel> TWITCH_USERNAME=${login} npm start`)
} catch (fault) {
  console.error((fault as Error).message)
  process.exitCode = givingUp.signal.aborted ? 130 : 1
}
