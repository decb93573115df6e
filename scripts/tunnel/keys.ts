/** The tunnel's two key pairs, WireGuard's own kind: each private key in a file that its owner alone may read. */
import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WireGuardKey } from '../../infra/config/values.ts'
import { halfOf, publicOf } from '../../infra/config/wireguard-key.ts'

export type End = 'home' | 'cloud'

const OWNER_ONLY = 0o600
const OWNER_ONLY_FOLDER = 0o700
export const keyFile = (folder: string, end: End) => join(folder, `${end}.key`)

const tryRead = async (file: string) => {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw new Error(`${file} cannot be read (${cause.code})`, { cause })
  })
  if (text === undefined) return undefined
  const key = WireGuardKey.safeParse(text.trim())
  if (key.success) return key.data
  throw new Error(`${file} holds no WireGuard key: remove it and run npm run tunnel -- keys`)
}

/** Throws a sentence when there is none. */
export const findKey = async (folder: string, end: End): Promise<string> => {
  const key = await tryRead(keyFile(folder, end))
  if (key !== undefined) return key
  throw new Error(`${keyFile(folder, end)} is missing: npm run tunnel -- keys makes it`)
}

const make = async (folder: string, end: End): Promise<string> => {
  const file = keyFile(folder, end)
  const there = await tryRead(file)
  const key = there ?? halfOf(generateKeyPairSync('x25519').privateKey, 'd')
  // Never over one that is there: the other side would not know it.
  if (there === undefined) await writeFile(file, `${key}\n`, { mode: OWNER_ONLY, flag: 'wx' })
  else await chmod(file, OWNER_ONLY)
  return publicOf(key)
}

/** Makes what is missing; resolves with the public keys. */
export const makeTunnelKeys = async (folder: string) => {
  await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER })
  return { home: await make(folder, 'home'), cloud: await make(folder, 'cloud') }
}
