/** The chat server on sockets: WebSocket on the page's HTTP server, and plain TCP for ordinary IRC clients. */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { createServer } from 'node:net'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'
import type { Trust } from './door.ts'
import type { Connection, IrcServer } from './server.ts'

/** A client that has said nothing for this long, not even PONG, is gone. In milliseconds. */
const PING_EVERY = 60_000
/** Bytes; Twitch allows tags of 4 kB and a line of 512 bytes, and emoji take four each. */
const MAX_LINE = 8_192
const MAX_CONNECTIONS = 200
/** Bytes that may wait for a client that does not read; with more it is let go. */
const MAX_WAITING = 1024 * 1024

/** Sends PING once a minute and lets go of who does not answer. Returns what to call on each sign of life and at the end. */
const watch = (ping: () => void, letGo: () => void) => {
  let hasSpoken = true
  const timer = setInterval(() => {
    if (!hasSpoken) return letGo()
    hasSpoken = false
    ping()
  }, PING_EVERY)
  timer.unref()
  return {
    alive: () => {
      hasSpoken = true
    },
    end: () => clearInterval(timer),
  }
}

const PING = 'PING :tmi.twitch.tv\r\n'

const takeLines = (connection: Connection, text: string) => {
  for (const line of text.split(/\r\n|\r|\n/)) connection.line(line)
}

const serveWebSocket = (server: IrcServer, socket: WebSocket, trust: Trust) => {
  const connection = server.connect({
    trust,
    send: (line) => {
      socket.send(`${line}\r\n`)
      if (socket.bufferedAmount > MAX_WAITING) socket.terminate()
    },
    close: () => socket.close(),
  })
  const life = watch(
    () => socket.send(PING),
    () => socket.terminate(),
  )
  socket.on('message', (data) => {
    life.alive()
    takeLines(connection, String(data))
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    life.end()
    connection.closed()
  })
}

export type Upgrade = { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer }

/** Takes over upgrade requests that have been let in; the caller checks Host, Origin and path before. */
export const ircOverWebSocket = (server: IrcServer) => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_LINE })
  return {
    upgrade({ request, socket, head }: Upgrade, trust: Trust) {
      if (sockets.clients.size >= MAX_CONNECTIONS) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n')
        return
      }
      sockets.handleUpgrade(request, socket, head, (ws) => serveWebSocket(server, ws, trust))
    },
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

const serveTcp = (server: IrcServer, socket: Socket) => {
  const connection = server.connect({
    trust: 'none',
    send: (line) => {
      socket.write(`${line}\r\n`)
      if (socket.writableLength > MAX_WAITING) socket.destroy()
    },
    close: () => socket.end(),
  })
  const life = watch(
    () => socket.write(PING),
    () => socket.destroy(),
  )
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk) => {
    life.alive()
    const lines = (rest + chunk).split(/\r\n|\r|\n/)
    rest = lines.pop() ?? ''
    if (rest.length > MAX_LINE) return socket.destroy()
    for (const line of lines) connection.line(line)
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    life.end()
    connection.closed()
  })
}

export type TcpOptions = { readonly server: IrcServer; readonly port: number; readonly host?: string }

/** Rejects when the port cannot be had. Port 0 takes any free one. */
export const ircOverTcp = async ({ server, port, host = '127.0.0.1' }: TcpOptions) => {
  const sockets = new Set<Socket>()
  const listener = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serveTcp(server, socket)
  })
  listener.maxConnections = MAX_CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, host, resolve)
  })
  const address = listener.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((resolve) => listener.close(() => resolve()))
    },
  }
}
