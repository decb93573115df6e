/** Twitch's device code grant: shows a person where to agree, waits until they have, and keeps what comes of it. */
import type { Clock } from '../clock.ts'
import { pause } from '../clock.ts'
import type { GrantFile } from './grant-file.ts'
import type { Code, Tokens, TwitchId } from './twitch-id.ts'
import { Away, Denied } from './twitch-id.ts'

/** What a "slow down" adds to the interval. */
const SLOWER_MS = 5_000

type Ports = {
  readonly clientId: string
  readonly twitch: TwitchId
  readonly clock: Clock
  /** Where the grant of this login is kept. */
  readonly fileFor: (login: string) => GrantFile
  /** Shows where to go and what to type. */
  readonly show: (code: Code) => void
  /** Gives up, and nothing has changed. */
  readonly signal: AbortSignal
}

/** A Twitch that is away for a moment is no answer. */
const reasonOf = (fault: unknown) => {
  if (fault instanceof Denied) return fault.reason
  if (fault instanceof Away) return 'authorization_pending'
  throw fault
}

const sentences: Readonly<Record<string, string>> = {
  invalid_client: 'Twitch does not know this TWITCH_CLIENT_ID (invalid_client).',
  access_denied: 'You said no on Twitch: nothing was changed.',
  authorization_declined: 'You said no on Twitch: nothing was changed.',
  expired_token: 'The code has expired: run npm run login again.',
  invalid_device_code: 'The code has expired: run npm run login again.',
}

const explained = (reason: string) => new Error(sentences[reason] ?? `Twitch refused: ${reason}.`)

/** Milliseconds to wait before the next poll; throws where there will be none. */
const nextInterval = (interval: number, reason: string) => {
  if (reason === 'authorization_pending') return interval
  if (reason === 'slow_down') return interval + SLOWER_MS
  throw explained(reason)
}

const poll = async ({ clientId, twitch, clock, signal }: Ports, code: Code): Promise<Tokens> => {
  const until = clock.now() + code.expires_in * 1000
  let interval = code.interval * 1000
  while (clock.now() < until) {
    await pause(clock, interval, signal)
    if (signal.aborted) throw new Error('Given up: nothing was changed.')
    const result = await twitch.redeem(clientId, code.device_code).catch(reasonOf)
    if (typeof result !== 'string') return result
    interval = nextInterval(interval, result)
  }
  throw explained('expired_token')
}

/** Resolves with whom the bot may now speak as and where that is kept. Throws one sentence. */
export const deviceLogin = async (ports: Ports) => {
  const { clientId, twitch, clock, show, fileFor } = ports
  const code = await twitch.askCode(clientId).catch((fault) => {
    throw fault instanceof Denied ? explained(fault.reason) : fault
  })
  show(code)
  const tokens = await poll(ports, code)
  const { login } = await twitch.validate(tokens.access_token)
  const file = fileFor(login)
  await file.write({
    clientId,
    login,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresAt: clock.now() + tokens.expires_in * 1000,
    scopes: tokens.scope,
  })
  return { login, path: file.path }
}
