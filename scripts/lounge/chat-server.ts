/** The console's chat server as a process: the Twitch of a lounge of processes. It takes orders on standard input. */
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Persona } from '../../workloads/console/irc/door.ts'
import { ircServer } from '../../workloads/console/irc/server.ts'
import { ircOverTcp, ircOverWebSocket } from '../../workloads/console/irc/sockets.ts'
import { parseEnv } from '../../workloads/service/env.ts'

const Env = z.object({
  /** WebSocket, for the bot. */
  PORT: z.coerce.number(),
  /** Plain IRC, for everyone else. */
  IRC_PORT: z.coerce.number(),
  CHANNEL: z.string(),
  /** Lets a client be a moderator. */
  KEY: z.string(),
  BOT_PASS: z.string(),
  /** Logins of moderators, with commas between. */
  MODERATORS: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter(Boolean)),
})

/** `say`: somebody from outside says something, under an id that may have been used before. */
const Order = z.object({
  do: z.literal('say'),
  login: z.string(),
  text: z.string(),
  tags: z.record(z.string(), z.string()),
})

const env = parseEnv(Env, process.env)
const moderator = (login: string): Persona => ({ login, name: login, role: 'moderator' })
const irc = ircServer({
  key: env.KEY,
  botPass: env.BOT_PASS,
  personas: env.MODERATORS.map(moderator),
  channel: env.CHANNEL,
  clock: Date.now,
})
const web = ircOverWebSocket(irc)
const server = createServer((_, response) => response.end('ok'))
server.on('upgrade', (request, socket, head) => web.upgrade({ request, socket, head }, 'none'))
await ircOverTcp({ server: irc, port: env.IRC_PORT })
server.listen(env.PORT, '127.0.0.1')

createInterface({ input: process.stdin }).on('line', (line) => {
  const { login, text, tags } = Order.parse(JSON.parse(line))
  irc.say(login, text, tags)
})
