/** The two halves of a key of WireGuard. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** What PKCS #8 writes before the 32 bytes of an X25519 key. */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** `d`: its private half, `x`: its public one. In base64. */
export const halfOf = (key: KeyObject, half: 'd' | 'x') =>
  Buffer.from(String(key.export({ format: 'jwk' })[half]), 'base64url').toString('base64')

/** Both as base64. */
export const publicOf = (privateKey: string): string => {
  const key = Buffer.concat([PKCS8, Buffer.from(privateKey, 'base64')])
  return halfOf(createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' })), 'x')
}
