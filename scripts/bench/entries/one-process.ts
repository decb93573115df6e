/** The console's lounge as `npm start` wires it, its Twitch the benchmark's chat server, its pedal one that writes down. */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { grantFile } from '../../../workloads/chat/grant/grant-file.ts'
import { openLounge } from '../../../workloads/console/lounge.ts'
import { couchStore } from '../../../workloads/data/couch/couch.ts'
import { sqliteStore } from '../../../workloads/data/sqlite/sqlite.ts'
import type { Store } from '../../../workloads/data/store.ts'
import { ventris } from '../../../workloads/lounge/devices/index.ts'
import { servedOnDisk } from '../../../workloads/midi-node/served.ts'
import { VirtualPedal } from '../../../workloads/midi-node/virtual.ts'
import { createLog } from '../../../workloads/service/log.ts'
import { steady } from '../steady.ts'
import { notebook } from './port.ts'

const { FOLDER = '', BYTES = '', PORT = '', CHANNEL = '', BOT_PASS = '', COUCHDB_URL } = process.env
const FAR_OFF = 8_640_000_000_000_000
const username = 'eightbitbot'
const note = notebook(BYTES)

/** Notes each durable write and how long it took. */
const watched = (store: Store): Store => {
  const noted = async <T>(kind: string, write: () => Promise<T>) => {
    const began = steady()
    const result = await write()
    note({ kind, ms: steady() - began })
    return result
  }
  return Object.assign(Object.create(store) as Store, {
    name: store.name,
    append: (commit: Parameters<Store['append']>[0]) => noted('append', () => store.append(commit)),
    report: (reported: Parameters<Store['report']>[0]) => noted('report', () => store.report(reported)),
    after: store.after.bind(store),
    before: store.before.bind(store),
    has: store.has.bind(store),
    reported: store.reported.bind(store),
    follow: store.follow.bind(store),
    close: store.close.bind(store),
  })
}

const openStore = () =>
  COUCHDB_URL === undefined ? sqliteStore(join(FOLDER, 'log.sqlite')) : couchStore({ url: COUCHDB_URL })

const pedal = new VirtualPedal({ name: 'Virtual', channel: ventris.channel })
pedal.listen((event) => note(event))
const grant = { clientId: 'none', login: username, accessToken: BOT_PASS, refreshToken: 'none' }
await grantFile(FOLDER, username).write({ ...grant, expiresAt: FAR_OFF, scopes: [] })
const logs = createLog({ service: 'console', level: 'error' })
await openLounge({
  ...{ host: '127.0.0.1', port: 0, ircPort: 0, hosts: ['127.0.0.1'], key: BOT_PASS },
  store: watched(openStore()),
  storeUsing: { using: 'the benchmark’s' },
  profile: ventris,
  pedal: { ports: pedal, virtual: pedal, wanted: ['Virtual'], channel: ventris.channel, using: 'a recorder' },
  served: servedOnDisk(FOLDER, ventris.id),
  twitch: { channel: CHANNEL, username, folder: FOLDER, url: `ws://127.0.0.1:${PORT}` },
  logOf: () => logs,
  clock: Date.now,
})

createInterface({ input: process.stdin }).on('line', () => {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  note({ kind: 'memory', heapUsed, rss })
})
