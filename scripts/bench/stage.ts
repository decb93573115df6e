/** A chat room of the benchmark's own: it puts a PRIVMSG on a contender's socket, and hears what it answers. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type IrcServer, ircServer } from '../../workloads/console/irc/server.ts'
import { ircOverWebSocket } from '../../workloads/console/irc/sockets.ts'
import { CHANNEL } from '../lounge/plan.ts'

const BOT = ':eightbitbot!'

/** Somebody in the room who hears who comes and what the bot says. */
const audience = (irc: IrcServer) => {
  const heard = { isJoined: false, replies: [] as string[] }
  const send = (line: string) => {
    if (/ JOIN :?#/.test(line) && !line.startsWith(':audience!')) heard.isJoined = true
    const [, said] = line.includes(BOT) ? line.split(/ PRIVMSG #\w+ :/) : []
    if (said !== undefined) heard.replies.push(said)
  }
  const connection = irc.connect({ trust: 'none', send, close: () => undefined })
  for (const line of ['NICK audience', `JOIN #${CHANNEL}`]) connection.line(line)
  return heard
}

export const openStage = async () => {
  const [botPass, key] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')]
  const irc = ircServer({ key, botPass, personas: [], channel: CHANNEL, clock: Date.now })
  const web = ircOverWebSocket(irc)
  const server = createServer((_, response) => response.writeHead(404).end())
  server.on('upgrade', (request, socket, head) => web.upgrade({ request, socket, head }, 'none'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    botPass,
    port: (server.address() as AddressInfo).port,
    /** `isJoined`: the bot is in the room. `replies`: its lines, as the room hears them. */
    heard: audience(irc),
    /** Returns the line's id. */
    say: (login: string, text: string): string => irc.say(login, text),
    close: () => {
      web.close()
      server.close()
      server.closeAllConnections()
    },
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>
