/** A chat server on a socket, Twitch as far as tmi.js can tell, with somebody in it who reads along. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BOT, ircServer } from '../../console/irc/server.ts'
import { ircOverWebSocket } from '../../console/irc/sockets.ts'

export const CHANNEL = 'eightbitsaxlounge'
export const BOT_PASS = 'the-bots'

/** The text of a PRIVMSG of the bot's, undefined for any other line. */
const saidByBot = (line: string) => new RegExp(`:${BOT.login}!\\S+ PRIVMSG \\S+ :(.*)$`, 's').exec(line)?.[1]

/** Port 0 takes any free one. */
export const ircRoom = async (port = 0) => {
  const server = ircServer({
    key: 'the-key',
    botPass: BOT_PASS,
    personas: [{ login: 'mo', name: 'Mo', role: 'moderator' }],
    channel: CHANNEL,
    clock: Date.now,
  })
  const http = createServer()
  const web = ircOverWebSocket(server)
  http.on('upgrade', (request, socket, head) => web.upgrade({ request, socket, head }, 'none'))
  http.listen(port, '127.0.0.1')
  await once(http, 'listening')

  const heard: string[] = []
  let wake = () => {}
  const reader = server.connect({
    trust: 'key',
    close: () => {},
    send(line) {
      const text = saidByBot(line)
      if (text === undefined) return
      heard.push(text)
      wake()
    },
  })
  for (const line of ['NICK mo', `JOIN #${CHANNEL}`]) reader.line(line)

  return {
    server,
    username: BOT.login,
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/irc`,
    heard,
    /** Resolves with all that the bot has said, once that is so many lines. */
    async hears(count: number): Promise<string[]> {
      while (heard.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return heard
    },
    close() {
      web.close()
      http.close()
    },
  }
}
export type IrcRoom = Awaited<ReturnType<typeof ircRoom>>
