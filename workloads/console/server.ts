/** The sockets: the page with its chat on one port, ordinary IRC clients on another. */
import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createAdaptorServer } from '@hono/node-server'
import type { IrcServer } from './irc/server.ts'
import { ircOverTcp, ircOverWebSocket } from './irc/sockets.ts'
import type { Guard } from './web/guard.ts'

export type Addresses = { readonly host: string; readonly port: number; readonly ircPort: number }

export type ServerOptions = Addresses & {
  readonly app: { readonly fetch: (request: Request) => Response | Promise<Response> }
  readonly irc: IrcServer
  readonly guard: Guard
}

const ANYWHERE: readonly string[] = ['0.0.0.0', '::']

/** The name under which this machine itself reaches what listens on `host`. */
export const reachable = (host: string) => {
  if (ANYWHERE.includes(host)) return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** A page that reads nothing, not even heartbeats, for this long is gone. */
const SILENT_SOCKET_MS = 60_000

/** tmi.js always asks for the root. */
const CHAT_PATHS: readonly string[] = ['/irc', '/']

const refuse = (socket: Duplex, status: string, sentence: string) =>
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(sentence)}\r\n\r\n${sentence}`,
  )

const askingOf = ({ headers }: IncomingMessage) => ({
  host: headers.host,
  origin: headers.origin,
  cookie: headers.cookie,
})

/** Lets the page and chat clients in, and no other site's page. */
const upgrades = (guard: Guard, web: ReturnType<typeof ircOverWebSocket>) =>
  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', () => socket.destroy())
    const asking = askingOf(request)
    if (!guard.admits(asking)) {
      return refuse(socket, '403 Forbidden', 'This Host or Origin is not the console’s own.\n')
    }
    const [path = ''] = (request.url ?? '').split('?')
    if (!CHAT_PATHS.includes(path)) return refuse(socket, '404 Not Found', 'The chat is at /irc.\n')
    web.upgrade({ request, socket, head }, guard.trust(asking))
  }

const NO_SUCH_HOST = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN']

/** One sentence that names the variable to set. */
const taken =
  (variable: string, { host, port }: { host: string; port: number }) =>
  (cause: NodeJS.ErrnoException) => {
    if (NO_SUCH_HOST.includes(cause.code ?? ''))
      throw new Error(`${host} is no address of this machine: choose another one with HOST=127.0.0.1`, {
        cause,
      })
    const why = cause.code === 'EADDRINUSE' ? 'is in use already' : `cannot be had (${cause.code})`
    const other = port < 65_535 ? port + 1 : 8_080
    throw new Error(`Port ${port} ${why}: choose another one with ${variable}=${other}`, { cause })
  }

export type Listening = Awaited<ReturnType<typeof listen>>

/** Rejects with one sentence when a port cannot be had; then neither is open. */
export const listen = async ({ app, irc, guard, host, port, ircPort }: ServerOptions) => {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.setTimeout(SILENT_SOCKET_MS)
  const web = ircOverWebSocket(irc)
  server.on('upgrade', upgrades(guard, web))
  server.listen(port, host)
  await once(server, 'listening').catch(taken('PORT', { host, port }))
  const tcp = await ircOverTcp({ server: irc, port: ircPort, host }).catch((cause) => {
    server.close()
    return taken('IRC_PORT', { host, port: ircPort })(cause)
  })
  return {
    port: (server.address() as AddressInfo).port,
    ircPort: tcp.port,
    async close() {
      web.close()
      server.close()
      server.closeAllConnections()
      await tcp.close()
    },
  }
}
