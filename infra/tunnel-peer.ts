/** What home has to know of the cloud's end of the tunnel. */

export const WIREGUARD_PORT = 51820

/** Inside the tunnel; nothing else is routed through it. */
export const addresses = { cloud: '10.77.0.1', home: '10.77.0.2' } as const

/** What home reaches at the cloud's address, and nothing else. NodePorts. */
export const ports = { midi: 30102, couchdb: 30984 } as const

export type TunnelPeer = {
  readonly publicKey: string
  /** Where home dials to, `host:port`. */
  readonly endpoint: string
  readonly addresses: { readonly cloud: string; readonly home: string }
  readonly allowedIps: readonly string[]
  readonly ports: typeof ports
}
