/** Who calls: each caller signs its own short tokens for one callee; the callee knows every caller's key and scopes. */
import { createMiddleware } from 'hono/factory'
import { type CryptoKey, decodeJwt, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { Problem } from './problem.ts'

/** `viewers:speak`: may name a viewer and a role; any other caller acts as itself. */
export const Scope = z.enum([
  'data:read',
  'data:write',
  'effect:write',
  'device:admin',
  'node',
  'viewers:speak',
])
export type Scope = z.infer<typeof Scope>

export type Caller = { readonly name: string; readonly scopes: readonly Scope[] }

/** Makes the token that `audience` accepts. */
export type Sign = (audience: string) => Promise<string>

/** Turns an `Authorization` header into its caller, or throws a 401 that says why. */
export type Authorise = (authorization: string | undefined) => Promise<Caller>

/** Caller → its public key, while it is being renewed the one before, and what it may do. */
export type Callers = Readonly<
  Record<string, { key: JWK; previous?: JWK | undefined; scopes: readonly Scope[] }>
>

const ALGORITHM = 'EdDSA'
const LIFETIME_S = 300
const USED_MS = 240_000 // a minute less than it lives
const CLOCK_TOLERANCE_S = 30
/** Verified tokens that are remembered; a caller has one at a time. */
const REMEMBERED = 100

const imported = async (key: JWK) => {
  const result = await importJWK(key, ALGORITHM)
  if (result instanceof Uint8Array) throw new Error('expected an Ed25519 key, got a shared secret')
  return result
}

/** Signs tokens of five minutes; one is used again for its audience until a minute before it expires. */
export const signer = ({ name, privateKey }: { name: string; privateKey: JWK }): Sign => {
  let key: Promise<CryptoKey> | undefined
  const tokens = new Map<string, { token: Promise<string>; signed: number }>()

  const fresh = async (audience: string, now: number) => {
    key ??= imported(privateKey)
    const issued = Math.floor(now / 1000)
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(name)
      .setAudience(audience)
      .setIssuedAt(issued)
      .setExpirationTime(issued + LIFETIME_S)
      .sign(await key)
  }

  return function sign(audience) {
    const now = Date.now()
    const held = tokens.get(audience)
    // One from before the clock was set back looks forged to whoever reads it.
    if (held && now >= held.signed && now - held.signed < USED_MS) return held.token
    const token = fresh(audience, now)
    tokens.set(audience, { token, signed: now })
    return token
  }
}

const unauthenticated = (detail: string, cause?: unknown) =>
  new Problem(401, detail, { cause, headers: { 'www-authenticate': 'Bearer' } })

const issuerOf = (token: string) => {
  try {
    return decodeJwt(token).iss ?? ''
  } catch (cause) {
    throw unauthenticated('the token cannot be read; send one signed by a caller of this service', cause)
  }
}

const isForged = (error: unknown) =>
  (error as { code?: string }).code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'

const why = (error: unknown) => {
  const { code, claim, reason } = error as { code?: string; claim?: string; reason?: string }
  if (code === 'ERR_JWT_EXPIRED') return 'the token has expired; sign a new one'
  if (claim === 'aud') return 'the token is meant for another service'
  if (claim === 'iat' && reason === 'check_failed')
    return "the token was signed in the future; check the caller's clock"
  return 'the token is not signed by the caller it names, or lacks what it must say'
}

/** Who sent a token that was found good before, while it lives: a caller sends the same one for minutes. */
const memory = () => {
  const callers = new Map<string, { caller: Caller; from: number; until: number }>()
  return {
    find: (token: string): Caller | undefined => {
      const held = callers.get(token)
      const now = Date.now()
      return held && held.from <= now && now < held.until ? held.caller : undefined
    },
    keep: (token: string, { iat = 0, exp = 0 }: JWTPayload, caller: Caller): Caller => {
      if (callers.size >= REMEMBERED) callers.clear()
      callers.set(token, { caller, from: Date.now(), until: Math.min(exp, iat + LIFETIME_S) * 1000 })
      return caller
    },
  }
}

/** The newest key first. */
const verifier = (audience: string) => {
  const verify = async (token: string, issuer: string, [key, ...older]: CryptoKey[]): Promise<JWTPayload> => {
    try {
      const checks = { audience, issuer, algorithms: [ALGORITHM], requiredClaims: ['exp', 'iat'] }
      const { payload } = await jwtVerify(token, key as CryptoKey, {
        ...checks,
        maxTokenAge: LIFETIME_S,
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(),
      })
      return payload
    } catch (cause) {
      if (isForged(cause) && older.length > 0) return verify(token, issuer, older)
      throw unauthenticated(why(cause), cause)
    }
  }
  return verify
}

export const authoriser = ({ audience, callers }: { audience: string; callers: Callers }): Authorise => {
  const known = new Map(
    Object.entries(callers).map(([name, { key, previous, scopes }]) => {
      const keys = Promise.all([key, ...(previous ? [previous] : [])].map(imported))
      return [name, { keys, scopes }]
    }),
  )

  const verify = verifier(audience)
  const remembered = memory()

  return async function authorise(authorization = '') {
    const token = /^Bearer +([\w.-]+)$/i.exec(authorization)?.[1]
    if (token === undefined) throw unauthenticated(`this needs a token: Authorization: Bearer <token>`)
    const held = remembered.find(token)
    if (held) return held
    const name = issuerOf(token)
    const caller = known.get(name)
    if (!caller) throw unauthenticated(`the token names a caller that ${audience} does not know`)
    const claims = await verify(token, name, await caller.keys)
    return remembered.keep(token, claims, { name, scopes: caller.scopes })
  }
}

const scopesNeeded = new WeakMap<object, Scope>()

/** Which scope a middleware of a route asks for, if it is one of {@link needs}. */
export const tryFindScope = (middleware: unknown) =>
  typeof middleware === 'function' ? scopesNeeded.get(middleware) : undefined

/** Lets callers with the scope pass and says who they are (`c.var.caller`): 401 without a good token, 403 without the scope. */
export const needs = (scope: Scope) => {
  const middleware = createMiddleware<{ Variables: { authorise: Authorise; caller: Caller } }>(
    async function needsScope(c, next) {
      const caller = await c.var.authorise(c.req.header('authorization'))
      if (!caller.scopes.includes(scope))
        throw new Problem(403, `${caller.name} may not do this: it needs the scope ${scope}`)
      c.set('caller', caller)
      await next()
    },
  )
  scopesNeeded.set(middleware, scope)
  return middleware
}
