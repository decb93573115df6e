/** What home has to know of the cloud's end of the tunnel. */
import { tunnel } from '../workloads/graph.ts'

export const WIREGUARD_PORT = 51820

/** Inside the tunnel nothing else is routed, and home reaches no other ports. */
export const { addresses, ports } = tunnel

export type TunnelPeer = {
  readonly publicKey: string
  /** Where home dials to, `host:port`. */
  readonly endpoint: string
  readonly addresses: { readonly cloud: string; readonly home: string }
  readonly allowedIps: readonly string[]
  readonly ports: typeof ports
}

/** `publicKey`: of the cloud's end. */
export const peerOf = (publicKey: string, endpoint: string): TunnelPeer => ({
  publicKey,
  endpoint,
  addresses,
  allowedIps: [`${addresses.cloud}/32`],
  ports,
})
