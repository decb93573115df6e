/** Runs a service until it is told to stop: listens, serves its metrics, finishes what it began, and leaves. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { collectDefaultMetrics } from 'prom-client'
import { recordBuild } from './build-info.ts'
import type { Health } from './health.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

type Fetch = (request: Request) => Response | Promise<Response>

type Options = {
  name: string
  app: { fetch: Fetch }
  log: Log
  metrics: Metrics
  /** The one that the app was given. */
  health: Health
  /** 0 takes any free one. */
  port: number
  metricsPort: number
  host: string
  /** Called once no request is left: hand back, close. */
  onStop?: () => void | Promise<void>
}

/** How long stopping may take: requests have the first half, `onStop` the rest; then what is left is cut off. */
const GRACE_MS = 20_000
const REQUEST_TIMEOUT_MS = 15_000
/** A listener that reads nothing, not even heartbeats, for this long is gone. */
const SILENT_SOCKET_MS = 60_000
const SWEEP_MS = 50

const listen = async (fetch: Fetch, port: number, host: string) => {
  const server = createAdaptorServer({ fetch }) as Server
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.setTimeout(SILENT_SOCKET_MS)
  server.listen(port, host)
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'EADDRINUSE' ? 'it is in use already' : `it cannot be had (${cause.code})`
    throw new Error(`cannot listen on ${host}:${port}: ${why}`, { cause })
  })
  return { server, port: (server.address() as AddressInfo).port }
}

const close = async (server: Server, patience: AbortSignal) => {
  const closed = once(server, 'close')
  server.close()
  patience.addEventListener('abort', () => server.closeAllConnections())
  // A connection whose stream has just ended would be kept for the next request, which is not to come.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  await closed.finally(() => clearInterval(sweep))
}

const metricsOf = (metrics: Metrics): Fetch =>
  async function serveMetrics(request) {
    if (new URL(request.url).pathname !== '/metrics') return new Response('/metrics\n', { status: 404 })
    return new Response(await metrics.registry.metrics(), {
      headers: { 'content-type': metrics.registry.contentType },
    })
  }

/** Listens until `stop`; rejects with one sentence when a port cannot be had. */
const startService = async (options: Options) => {
  const { app, metrics, health, host, onStop } = options
  collectDefaultMetrics({ register: metrics.registry })
  recordBuild(metrics, process.env)
  const numbers = await listen(metricsOf(metrics), options.metricsPort, host)
  const api = await listen(app.fetch, options.port, host)
  health.started()

  const stop = async () => {
    const patience = AbortSignal.timeout(GRACE_MS / 2)
    health.stop()
    await close(api.server, patience)
    await onStop?.()
    await close(numbers.server, patience)
  }
  return { port: api.port, metricsPort: numbers.port, stop }
}

/** What nobody caught is logged and ends the process: whoever runs it starts it again in a known state. */
const dieOfSurprises = (log: Log) => {
  const die = (err: unknown) => {
    log.fatal({ err }, 'something that nobody caught')
    process.exit(1)
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
}

const after = (ms: number) => new Promise<'late'>((resolve) => setTimeout(resolve, ms, 'late'))

/** The life of a process: it ends with 0 when it was told to stop, with 1 when it could not start or broke. */
export const runService = async (options: Options) => {
  const { log, name, host } = options
  dieOfSurprises(log)
  const service = await startService(options).catch((error: Error) => {
    log.fatal(`${name} could not start: ${error.message}`)
    process.exit(1)
  })
  const { port, metricsPort } = service
  log.info({ host, port, metricsPort }, `${name} is listening`)
  const stop = async (signal: string) => {
    const stopped = service.stop()
    log.info({ signal }, `${name} is stopping`)
    const end = await Promise.race([stopped, after(GRACE_MS)])
    if (end === 'late') log.warn(`${name} did not finish within ${GRACE_MS} ms and was cut off`)
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
