/** The bot's token out of its grant: renewed before it ends or when Twitch refuses it, written down before it is used. */
import type { Clock } from '../clock.ts'
import type { Grant, GrantFile } from './grant-file.ts'
import type { Token } from './token.ts'
import { NotAuthorised } from './token.ts'
import type { Tokens, TwitchId } from './twitch-id.ts'
import { Denied } from './twitch-id.ts'

/** A token that ends sooner than this is renewed before it is used. */
const SOON_MS = 300_000
/** Twitch wants to be asked every hour whether the person still agrees. */
export const VALIDATE_MS = 3_600_000

type Ports = {
  readonly file: GrantFile
  readonly twitch: TwitchId
  readonly clock: Clock
  /** Only where the application is a confidential one. */
  readonly clientSecret?: string | undefined
}

export type GrantToken = Token & {
  /** Asks Twitch now whether the token still holds, and renews it if not. Throws as `read` does. */
  validate(): Promise<void>
}

/** The grant with its new tokens. */
const renewed = (grant: Grant, tokens: Tokens, now: number): Grant => ({
  ...grant,
  accessToken: tokens.access_token,
  refreshToken: tokens.refresh_token,
  expiresAt: now + tokens.expires_in * 1000,
  scopes: tokens.scope.length > 0 ? tokens.scope : grant.scopes,
})

const explain = (fault: unknown, { login }: Grant): never => {
  if (!(fault instanceof Denied)) throw fault
  const why = `Twitch no longer lets the bot speak as ${login}: run npm run login.`
  throw new NotAuthorised(why, { cause: fault })
}

class TokenOfGrant implements GrantToken {
  readonly #ports: Ports
  #refreshing: Promise<string> | undefined
  /** Came of a refresh, and the file did not take it yet: the one in the file is spent. */
  #unwritten: Grant | undefined

  constructor(ports: Ports) {
    this.#ports = ports
  }

  async read() {
    const grant = await this.#grant()
    return grant.expiresAt - this.#ports.clock.now() > SOON_MS ? grant.accessToken : this.refresh()
  }

  /** One at a time: a refresh token is of use once. */
  refresh() {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  async validate() {
    const { accessToken } = await this.#grant()
    try {
      await this.#ports.twitch.validate(accessToken)
    } catch (fault) {
      if (!(fault instanceof Denied)) throw fault
      await this.refresh()
    }
  }

  /** Read anew each time: `npm run login` may have written another. */
  async #grant() {
    const { file } = this.#ports
    await this.#write()
    const grant = await file.tryRead()
    if (!grant) throw new NotAuthorised(`There is no Twitch grant in ${file.path}: run npm run login.`)
    return grant
  }

  async #refresh() {
    const { twitch, clock, clientSecret } = this.#ports
    const grant = await this.#grant()
    const tokens = await twitch.refresh({ ...grant, clientSecret }).catch((fault) => explain(fault, grant))
    this.#unwritten = renewed(grant, tokens, clock.now())
    await this.#write()
    return tokens.access_token
  }

  async #write() {
    const grant = this.#unwritten
    if (!grant) return
    await this.#ports.file.write(grant)
    this.#unwritten = undefined
  }
}

export const grantToken = (ports: Ports): GrantToken => new TokenOfGrant(ports)

/** Validates every hour until stopped; what comes of it shows at the next login. */
export const validateHourly = (token: GrantToken, clock: Clock) => {
  let stop = () => {}
  const again = () => {
    stop = clock.after(VALIDATE_MS, () => {
      void token.validate().catch(() => {})
      again()
    })
  }
  again()
  return () => stop()
}
