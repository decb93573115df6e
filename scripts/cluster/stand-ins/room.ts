/** Twitch's chat in the cluster: the console's own Twitch-compatible server, alone; or the way to it, where it is elsewhere. */
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { ircServer } from '../../../workloads/console/irc/server.ts'
import { ircOverWebSocket } from '../../../workloads/console/irc/sockets.ts'
import { passOn } from '../../lounge/pass-on.ts'

const PORT = 7107
const METRICS_PORT = 7207

const { CHANNEL = '', KEY = '', BOT_PASSWORD = '', ELSEWHERE } = process.env

const serve = () => {
  const sockets = ircOverWebSocket(
    ircServer({
      key: KEY,
      botPass: BOT_PASSWORD,
      personas: [
        { login: 'ana', name: 'Ana', role: 'viewer' },
        { login: 'mo', name: 'Mo', role: 'moderator' },
      ],
      channel: CHANNEL,
      clock: Date.now,
    }),
  )
  const server = createServer((_, response) => response.end('ok'))
  server.on('upgrade', (request, socket: Duplex, head) => sockets.upgrade({ request, socket, head }, 'none'))
  server.listen(PORT, '0.0.0.0')
}

if (ELSEWHERE === undefined) serve()
else passOn({ from: `0.0.0.0:${PORT}`, to: ELSEWHERE })
createServer((_, response) => response.end('')).listen(METRICS_PORT, '0.0.0.0')
process.once('SIGTERM', () => process.exit(0))
