/** The tunnel as WireGuard's own tool `wg` tells of it and is told. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export type Far = {
  readonly publicKey: string
  /** `host:port`, or `(none)`. */
  readonly endpoint: string
  readonly allowedIps: readonly string[]
  /** Seconds since 1970; 0 for never. */
  readonly handshakeAt: number
  readonly received: number
  readonly sent: number
  /** Seconds; 0 for none. */
  readonly keepalive: number
}

export type Link = { readonly publicKey: string; readonly peers: readonly Far[] }

const run = promisify(execFile)

const farOf = (line: string): Far => {
  const [publicKey = '', , endpoint = '', allowed = '', at, received, sent, keepalive] = line.split('\t')
  return {
    ...{ publicKey, endpoint, allowedIps: allowed.split(',') },
    ...{ handshakeAt: Number(at), received: Number(received), sent: Number(sent) },
    keepalive: Number(keepalive) || 0,
  }
}

/** Of `wg show <name> dump`, whose first field is the private key: it goes no further. */
export const linkOf = (dump: string): Link => {
  const [own = '', ...peers] = dump.trimEnd().split('\n')
  return { publicKey: own.split('\t')[1] ?? '', peers: peers.map(farOf) }
}

/** WireGuard can't be asked here; the sentence says why. */
export class Unseen extends Error {}

type Failed = NodeJS.ErrnoException & { stderr?: string }

const explained = (name: string, cause: Failed) => {
  const { code, stderr = '' } = cause
  if (code === 'ENOENT') return 'the tool wg is not here: install wireguard-tools'
  if (/not permitted/i.test(stderr))
    return `only root may ask WireGuard: sudo env PATH="$PATH" npm run tunnel -- check`
  if (/no such device|unable to access/i.test(stderr))
    return `there is no interface ${name}: npm run tunnel -- peer writes its file and says how to put it up`
  return `wg cannot tell of ${name}: ${stderr.trim() || cause.message}`
}

const wg = async (name: string, args: readonly string[]) => {
  // The cause would hold what wg printed.
  const { stdout } = await run('wg', args).catch((cause: Failed) => {
    throw new Unseen(explained(name, cause))
  })
  return stdout
}

/** Throws a sentence when there is no such interface, or it may not be asked. */
export const showLink = async (name: string): Promise<Link> => linkOf(await wg(name, ['show', name, 'dump']))

export const pointTo = (name: string, publicKey: string, endpoint: string) =>
  wg(name, ['set', name, 'peer', publicKey, 'endpoint', endpoint])
