/** Twitch's identity service: device codes, tokens, and whom a token belongs to. */
import { z } from 'zod'

export const TWITCH_ID = 'https://id.twitch.tv'
/** Read the chat, speak in it: nothing else. */
const SCOPES = ['chat:read', 'chat:edit']

const TIMEOUT_MS = 10_000

const Code = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  /** Seconds. */
  expires_in: z.number(),
  /** Seconds between polls. */
  interval: z.number().default(5),
})
export type Code = z.infer<typeof Code>

const Tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  /** Seconds. */
  expires_in: z.number().default(3_600),
  scope: z.array(z.string()).default([]),
})
export type Tokens = z.infer<typeof Tokens>

const Owner = z.object({ client_id: z.string(), login: z.string(), expires_in: z.number() })
export type Owner = z.infer<typeof Owner>

/** Twitch understood, and said no. `reason`: its word for why, e.g. `authorization_pending`. */
export class Denied extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(`Twitch says: ${reason}`)
    this.reason = reason
  }
}

/** Nothing was decided: another attempt may do better. */
export class Away extends Error {}

export type Refresh = {
  readonly clientId: string
  readonly refreshToken: string
  readonly clientSecret?: string | undefined
}

type Ports = {
  /** @default the global fetch */
  readonly fetch?: typeof globalThis.fetch
  /** @default TWITCH_ID */
  readonly base?: string
}

const Complaint = z.object({ message: z.string().optional(), error: z.string().optional() })

/** RFC 8628 has the word in `error`, Twitch in `message`. */
const reasonOf = async (response: Response) => {
  const { message, error } = Complaint.catch({}).parse(await response.json().catch(() => ({})))
  return (message || error || `status ${response.status}`).toLowerCase().replaceAll(' ', '_')
}

export class TwitchId {
  readonly #fetch: typeof globalThis.fetch
  readonly #base: string

  constructor({ fetch = globalThis.fetch, base = TWITCH_ID }: Ports = {}) {
    this.#fetch = fetch
    this.#base = base
  }

  async askCode(clientId: string): Promise<Code> {
    return Code.parse(await this.#post('/oauth2/device', { client_id: clientId, scopes: SCOPES.join(' ') }))
  }

  /** Throws `Denied` with `authorization_pending` until somebody has agreed. */
  async redeem(clientId: string, deviceCode: string): Promise<Tokens> {
    const form = { client_id: clientId, scopes: SCOPES.join(' '), device_code: deviceCode }
    return this.#token({ ...form, grant_type: 'urn:ietf:params:oauth:grant-type:device_code' })
  }

  /** `clientSecret` only where the application is a confidential one. */
  async refresh({ clientId, refreshToken, clientSecret }: Refresh): Promise<Tokens> {
    const form = { client_id: clientId, refresh_token: refreshToken, grant_type: 'refresh_token' }
    return this.#token(clientSecret === undefined ? form : { ...form, client_secret: clientSecret })
  }

  async validate(accessToken: string): Promise<Owner> {
    const headers = { authorization: `OAuth ${accessToken}` }
    return Owner.parse(await this.#call('/oauth2/validate', { headers }))
  }

  async #token(form: Record<string, string>) {
    return Tokens.parse(await this.#post('/oauth2/token', form))
  }

  #post(path: string, form: Record<string, string>) {
    return this.#call(path, { method: 'POST', body: new URLSearchParams(form) })
  }

  async #call(path: string, init: RequestInit): Promise<unknown> {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await this.#fetch(new URL(path, this.#base), { ...init, signal }).catch((cause) => {
      throw new Away('Twitch does not answer at id.twitch.tv.', { cause })
    })
    if (response.ok) return response.json()
    if (response.status < 500 && response.status !== 429) throw new Denied(await reasonOf(response))
    throw new Away(`Twitch is in trouble at id.twitch.tv (status ${response.status}).`)
  }
}
