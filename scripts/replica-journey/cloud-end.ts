/** Run in the cloud: what a WireGuard end beside a cluster has to give home, and Twitch's chat, which both sides reach. */
import { join } from 'node:path'
import { z } from 'zod'
import { tunnel } from '../../workloads/graph.ts'
import { parseEnv } from '../../workloads/service/env.ts'
import { Child } from '../lounge/child.ts'
import { passOn } from '../lounge/pass-on.ts'
import { isListening } from '../lounge/ports.ts'
import { CHAT_PORT } from './ports.ts'

const { NODE, API, OUTSIDE, LAN, LOG, ...chat } = parseEnv(
  z.object({
    /** A machine of the cluster. */
    NODE: z.string(),
    API: z.string(),
    /** Addresses of this place: for the world, and for the cluster. */
    OUTSIDE: z.string(),
    LAN: z.string(),
    LOG: z.string(),
    CHANNEL: z.string(),
    KEY: z.string(),
    BOT_PASS: z.string(),
  }),
  process.env,
)

/** Plain IRC, which nobody uses here. */
const IRC_PORT = 6667

const { addresses, ports } = tunnel
for (const port of Object.values(ports)) passOn({ from: `${addresses.cloud}:${port}`, to: `${NODE}:${port}` })
passOn({ from: `${OUTSIDE}:${API}`, to: `${NODE}:${API}` })
for (const host of [OUTSIDE, LAN]) passOn({ from: `${host}:${CHAT_PORT}`, to: `127.0.0.1:${CHAT_PORT}` })

const server = new Child({
  ...{ name: 'chat-server', entry: join(import.meta.dirname, '../lounge/chat-server.ts'), logFile: LOG },
  isReady: () => isListening(CHAT_PORT),
  env: { ...chat, PORT: `${CHAT_PORT}`, IRC_PORT: `${IRC_PORT}`, MODERATORS: 'mo' },
})
process.once('SIGTERM', () => void server.kill().then(() => process.exit(0)))
await server.start()
console.log('open')
