/** The console's lounge as `npm start` wires it, its Twitch the benchmark's chat server, its pedal one that writes down. */
import { join } from 'node:path'
import { grantFile } from '../../../workloads/chat/grant/grant-file.ts'
import { openLounge } from '../../../workloads/console/lounge.ts'
import { sqliteStore } from '../../../workloads/data/sqlite/sqlite.ts'
import { ventris } from '../../../workloads/lounge/devices/index.ts'
import { servedOnDisk } from '../../../workloads/midi-node/served.ts'
import { VirtualPedal } from '../../../workloads/midi-node/virtual.ts'
import { createLog } from '../../../workloads/service/log.ts'
import { notebook } from './port.ts'

const { FOLDER = '', BYTES = '', PORT = '', CHANNEL = '', BOT_PASS = '' } = process.env
const FAR_OFF = 8_640_000_000_000_000
const username = 'eightbitbot'

const pedal = new VirtualPedal({ name: 'Virtual', channel: ventris.channel })
pedal.listen(notebook(BYTES))
const grant = { clientId: 'none', login: username, accessToken: BOT_PASS, refreshToken: 'none' }
await grantFile(FOLDER, username).write({ ...grant, expiresAt: FAR_OFF, scopes: [] })
const logs = createLog({ service: 'console', level: 'error' })
await openLounge({
  ...{ host: '127.0.0.1', port: 0, ircPort: 0, hosts: ['127.0.0.1'], key: BOT_PASS },
  store: sqliteStore(join(FOLDER, 'log.sqlite')),
  storeUsing: { using: 'the benchmark’s' },
  profile: ventris,
  pedal: { ports: pedal, virtual: pedal, wanted: ['Virtual'], channel: ventris.channel, using: 'a recorder' },
  served: servedOnDisk(FOLDER, ventris.id),
  twitch: { channel: CHANNEL, username, folder: FOLDER, url: `ws://127.0.0.1:${PORT}` },
  logOf: () => logs,
  clock: Date.now,
})
