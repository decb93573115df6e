/** Free ports, and whether something listens on one. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'

const HOST = '127.0.0.1'

/** Beneath those that a system hands out to connections: whoever is told to listen here later finds it free still. */
const LEAST = 10_000
const MOST = 32_000

const tryListen = async (): Promise<Server | undefined> => {
  const server = createServer().listen(randomInt(LEAST, MOST), HOST)
  return once(server, 'listening').then(
    () => server,
    () => undefined,
  )
}

/** So many different ports that nobody listens on now. */
export const freePorts = async (count: number): Promise<number[]> => {
  const servers: Server[] = []
  while (servers.length < count) {
    const server = await tryListen()
    if (server) servers.push(server)
  }
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
