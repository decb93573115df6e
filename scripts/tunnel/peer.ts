/** What home knows of the cloud's end, and the file with which WireGuard dials it. */
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { Endpoint, WireGuardKey } from '../../infra/config/values.ts'

const Port = z.int().min(1).max(65_535)

/** The stack's output `tunnelPeer`. */
const Peer = z.object({
  publicKey: WireGuardKey,
  endpoint: Endpoint,
  addresses: z.object({ cloud: z.ipv4(), home: z.ipv4() }),
  // Single addresses: a wider block would take home's other traffic into the cloud.
  allowedIps: z.array(z.cidrv4().endsWith('/32')).min(1),
  ports: z.object({ midi: Port, couchdb: Port }),
})
export type Peer = z.infer<typeof Peer>

/** Often enough for the shortest memory of a home router. */
const KEEPALIVE_S = 25
const MTU = 1420

const told = (file: string) =>
  `npm run replica -- up writes it; by hand: pulumi stack output --json tunnelPeer > ${file}`

/** Throws a sentence when it is missing or is not the stack's output. */
export const readPeer = async (file: string): Promise<Peer> => {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`${file}, which says where the cloud is, cannot be read (${cause.code}): ${told(file)}`, {
      cause,
    })
  })
  try {
    return Peer.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${file} is not what the stack says of its end: ${told(file)}`, { cause })
  }
}

/** For wg-quick at home, who dials; it holds the private key. */
export const configOf = (peer: Peer, privateKey: string): string => `[Interface]
Address = ${peer.addresses.home}/32
PrivateKey = ${privateKey}
MTU = ${MTU}

[Peer]
PublicKey = ${peer.publicKey}
Endpoint = ${peer.endpoint}
AllowedIPs = ${peer.allowedIps.join(', ')}
PersistentKeepalive = ${KEEPALIVE_S}
`

const OWNER_ONLY = 0o600

/** Resolves with whether it was so already. Whoever made the file, from now on its owner alone may read it. */
export const keepConfig = async (file: string, config: string): Promise<boolean> => {
  const before = await readFile(file, 'utf8').catch(() => undefined)
  if (before !== undefined) await chmod(file, OWNER_ONLY)
  await writeFile(file, config, { mode: OWNER_ONLY })
  return before === config
}
