/** Free ports, and whether something listens on one. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'

const HOST = '127.0.0.1'

/** So many different ports that nobody listens on now. */
export const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, HOST))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}

export const isListening = async (port: number): Promise<boolean> => {
  const socket = connect(port, HOST)
  const isThere = await once(socket, 'connect').then(
    () => true,
    () => false,
  )
  socket.destroy()
  return isThere
}

/** A service's own word that it serves. */
export const isReady = async (port: number): Promise<boolean> => {
  const response = await fetch(`http://${HOST}:${port}/readyz`, { signal: AbortSignal.timeout(2_000) })
  await response.arrayBuffer()
  return response.ok
}
