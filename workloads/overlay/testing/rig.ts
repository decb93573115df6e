/** The overlay of a whole lounge on a port of its own: people ask midi, a node plays a virtual pedal, pages are told. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { startServices } from '../../console/wiring/services.ts'
import { sqliteStore } from '../../data/sqlite/sqlite.ts'
import type { View } from '../../lounge/answer.ts'
import { ventris } from '../../lounge/devices/index.ts'
import type { Intent } from '../../lounge/request.ts'
import type { MidiClient } from '../../midi/client.ts'
import { dial } from '../../midi-node/dial.ts'
import { MidiNode } from '../../midi-node/node.ts'
import { servedOnDisk } from '../../midi-node/served.ts'
import { VirtualPedal } from '../../midi-node/virtual.ts'
import { createLog } from '../../service/log.ts'
import { createMetrics } from '../../service/metrics.ts'
import { follow } from '../../service/sse-client.ts'
import { openOverlay } from '../overlay.ts'

const silent = createLog({ service: 'overlay', level: 'silent' })

const listen = async (fetch: (request: Request) => Response | Promise<Response>, port: number) => {
  const server = createAdaptorServer({ fetch }) as Server
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return { port: (server.address() as AddressInfo).port, close }
}

/** Resolves when this environment has opened its term. */
const isLive = async (midi: MidiClient) => {
  const enough = new AbortController()
  await follow({
    signal: enough.signal,
    open: (_, signal) => midi.v1.events.$get(undefined, { init: { signal } }),
    onEvent: ({ event, data }) => {
      if (event === 'view' && (JSON.parse(data) as View).live) enough.abort()
    },
  })
}

export type Rig = Awaited<ReturnType<typeof overlayRig>>

export const overlayRig = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lounge-'))
  const store = sqliteStore(join(dir, 'log.sqlite'))
  const services = await startServices({ store, profiles: [ventris], logOf: () => silent, clock: Date.now })
  const pedal = new VirtualPedal()
  const node = new MidiNode({
    ...{ profile: ventris, ports: pedal, wanted: ['Virtual'], channel: ventris.channel },
    ...{ served: servedOnDisk(dir, ventris.id), log: silent, now: Date.now, onSent: () => {} },
    midis: [dial({ client: services.midi.clientAs('midi-node'), device: ventris.id, log: silent })],
  })
  node.start()
  const metrics = createMetrics('overlay')
  const data = services.data.clientAs('overlay')
  const overlay = openOverlay({ data, profile: ventris, log: silent, metrics, clock: Date.now })
  let server = await listen(overlay.app.fetch, 0)
  const { port } = server
  const midi = services.midi.clientAs('console')

  /** Asked by the broadcaster; resolves when it is durable and, where a pedal is there, applied. */
  const ask = async (intent: Intent) => {
    const answer = await midi.v1.changes.$post({ header: {}, json: { intent } })
    if (!answer.ok) throw new Error(await answer.text())
    return answer.json()
  }
  await isLive(midi)
  await ask({ kind: 'evening', cooldowns: { user: 0, control: 0, engine: 0 } })

  return {
    ...{ ask, pedal, metrics },
    clients: { data: services.data.clientAs, midi: services.midi.clientAs },
    url: `http://127.0.0.1:${port}/`,
    /** Pages are cut off until `heal`. */
    cut: () => server.close(),
    heal: async () => {
      server = await listen(overlay.app.fetch, port)
    },
    end: async () => {
      await overlay.stop()
      await server.close().catch(() => undefined)
      await node.stop()
      await services.stop()
      await store.close()
      rmSync(dir, { recursive: true })
    },
  }
}

export const level = (control: string, level: number): Intent => ({
  kind: 'set',
  control,
  to: { as: 'level', level },
})

export const engine = (name: string): Intent => ({ kind: 'set', control: 'engine', to: { as: 'name', name } })
