/** What anybody may ask: the overlay, the console's page, and the services that only say how they are. */
import type { Logger } from 'pino'
import { chatApp } from '../../workloads/chat/app.ts'
import type { MidiLounge } from '../../workloads/chat/midi-lounge.ts'
import { memoryRoom } from '../../workloads/chat/testing/memory-room.ts'
import { consoleApp } from '../../workloads/console/web/app.ts'
import { guard } from '../../workloads/console/web/guard.ts'
import { Hub } from '../../workloads/console/web/hub.ts'
import { pageFiles } from '../../workloads/console/web/static.ts'
import type { DataClient } from '../../workloads/data/client.ts'
import { ventris } from '../../workloads/lounge/devices/index.ts'
import { nodeApp } from '../../workloads/midi-node/app.ts'
import { obsApp } from '../../workloads/obs/app.ts'
import { openOverlay } from '../../workloads/overlay/overlay.ts'
import { createMetrics, type Metrics } from '../../workloads/service/metrics.ts'
import type { App, Document, Operation } from './document.ts'

const HOST = 'localhost:8080'
const KEY = 'the-key-of-this-lounge'

export type Open = { name: string; app: App; document: Document; headers: Record<string, string> }

/** `/gallery/:state/` → `/gallery/{state}/`; a star is a parameter as well. */
const template = (path: string) => path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}').replace('*', '{path}')

const operationOf = (method: string, path: string): Operation => ({
  parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path' as const, required: true },
    schema: { type: 'string' },
  })),
  ...(method === 'POST' && { requestBody: { content: { 'application/json': { schema: {} } } } }),
})

/** A route that no OpenAPI document has, a page above all, is asked for as what its path says. */
const documentOf = async ({ routes, request }: App): Promise<Document> => {
  const paths: Document['paths'] = {}
  for (const { method, path } of routes.filter((one) => one.method !== 'ALL')) {
    const route = template(path)
    paths[route] = { ...paths[route], [method.toLowerCase()]: operationOf(method, route) }
  }
  const response = await request('/openapi.json', { headers: { host: HOST } })
  const { paths: documented = {}, ...rest } = response.ok ? ((await response.json()) as Document) : {}
  return { ...rest, paths: { ...paths, ...documented } }
}

const named = async (name: string, app: App): Promise<Open> => ({
  ...{ name, app, document: await documentOf(app) },
  headers: { host: HOST, cookie: `lounge=${KEY}` },
})

const consoleOver = (overlay: App) => {
  const hub = new Hub({ boot: 'b', received: () => ({}), layers: () => [] })
  return consoleApp({
    ...{ hub, files: pageFiles(), overlay, stopping: new AbortController().signal },
    guard: guard({ key: KEY, hosts: ['localhost'], port: () => 8080 }),
    setup: () => ({}) as never,
    switches: { mayUse: true, set: async () => undefined },
    onFault: (error) => {
      throw error
    },
  })
}

/** A bot in a room of its own: nothing that is asked over HTTP comes to either. */
const chatOver = (shell: { log: Logger; metrics: Metrics }) => {
  const lounge: MidiLounge = {
    ask: async () => 'unsure',
    view: () => undefined,
    isCurrent: () => false,
    missing: () => 'midi is away',
    close: async () => {},
  }
  return chatApp({ transport: memoryRoom().transport, lounge, profiles: [ventris], ...shell })
}

/** `data` is whose events the overlay follows. */
export const openDoors = async (data: DataClient, log: Logger) => {
  const shell = (name: string) => ({ log, metrics: createMetrics(name) })
  const overlay = openOverlay({ data, profile: ventris, clock: Date.now, ...shell('overlay') })
  overlay.health.started()
  const chat = chatOver(shell('chat'))
  chat.health.started()
  const doors = await Promise.all([
    named('chat', chat.app),
    named('overlay', overlay.app),
    named('console', consoleOver(overlay.app)),
    named('midi-node', nodeApp(shell('midi-node'))),
    named('obs', obsApp(shell('obs'))),
  ])
  const stop = async () => {
    await chat.close()
    await overlay.stop()
  }
  return { doors, stop }
}
