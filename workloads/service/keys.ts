/** The keys that the service graph asks for: a pair a caller, and for each callee the public map of its callers. */
import { exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'
import { callers, callersOf, type ServiceName } from '../graph.ts'
import { type Authorise, authoriser, Scope, type Sign, signer } from './auth.ts'

/** 32 bytes in base64url. */
const Bytes = z.string().regex(/^[\w-]{43}$/)
const publicPart = { kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: Bytes }

/** Strict: a private part that strays in here is refused. */
export const PublicKey = z.strictObject(publicPart)
export type PublicKey = z.infer<typeof PublicKey>

export const PrivateKey = z.strictObject({ ...publicPart, d: Bytes })
export type PrivateKey = z.infer<typeof PrivateKey>

/** Caller → its public key and scopes, as a callee's file says it. */
export const CallerMap = z.record(
  z.string(),
  z.strictObject({
    key: PublicKey,
    /** Good as well, until everybody has the new one. */
    previous: PublicKey.optional(),
    scopes: z.array(Scope).readonly(),
  }),
)
export type CallerMap = z.infer<typeof CallerMap>

export const newKey = async (): Promise<PrivateKey> => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return PrivateKey.parse(await exportJWK(privateKey))
}

export const publicKeyOf = ({ kty, crv, x }: PrivateKey): PublicKey => ({ kty, crv, x })

/** A caller's public key, and the one before while it is being renewed. */
type KeysOf = (caller: ServiceName) => { key: PublicKey; previous?: PublicKey }

/** What `callee` must know about those who may call it. */
export const callerMap = (callee: ServiceName, keysOf: KeysOf): CallerMap =>
  Object.fromEntries(callersOf(callee).map(({ from, scopes }) => [from, { ...keysOf(from), scopes }]))

/** Keys for a whole lounge in one process: they live as long as it does and are written nowhere. */
export const keyring = async () => {
  const keys = new Map<string, PrivateKey>()
  for (const caller of callers) keys.set(caller, await newKey())
  const keyOf = (caller: ServiceName) => {
    const key = keys.get(caller)
    if (!key) throw new Error(`${caller} calls nobody in the service graph, so it has no key`)
    return key
  }
  return {
    sign: (caller: ServiceName): Sign => signer({ name: caller, privateKey: keyOf(caller) }),
    authorise: (callee: ServiceName): Authorise =>
      authoriser({
        audience: callee,
        callers: callerMap(callee, (caller) => ({ key: publicKeyOf(keyOf(caller)) })),
      }),
  }
}
