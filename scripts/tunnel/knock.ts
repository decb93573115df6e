/** Whether somebody answers at a port of the cloud, and where the cloud's name leads now. */
import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import type { Peer } from './peer.ts'

/** `silent`: nothing came back, not even a refusal. */
export type Knock = 'open' | 'closed' | 'silent'
export type Knocks = Readonly<Record<keyof Peer['ports'], Knock>>

const PATIENCE_MS = 3_000

export const knock = (host: string, port: number) =>
  new Promise<Knock>((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS })
    const end = (knock: Knock) => {
      socket.destroy()
      resolve(knock)
    }
    socket.once('connect', () => end('open'))
    socket.once('timeout', () => end('silent'))
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      end(code === 'ECONNREFUSED' ? 'closed' : 'silent'),
    )
  })

export const knockAtAll = async ({ addresses, ports }: Peer): Promise<Knocks> => {
  const [midi, couchdb] = await Promise.all([
    knock(addresses.cloud, ports.midi),
    knock(addresses.cloud, ports.couchdb),
  ])
  return { midi, couchdb }
}

/** `address:port`, or undefined when nobody knows the name. */
export const resolved = async (endpoint: string): Promise<string | undefined> => {
  const [host = '', port] = endpoint.split(':')
  const found = await lookup(host, 4).catch(() => undefined)
  return found && `${found.address}:${port}`
}
