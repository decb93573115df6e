/** A process to be stopped, started wrongly and broken: one route that answers when it is told to by the next line of stdin. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { serviceApp } from '../app.ts'
import { createHealth } from '../health.ts'
import { createLog } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import { events, json } from '../routes.ts'
import { runService } from '../run.ts'
import { eventStream } from '../sse-server.ts'

const told = new Promise<void>((resolve) => process.stdin.once('data', () => resolve()))

const slow = createRoute({
  method: 'get',
  path: '/v1/slow',
  responses: { 200: json(z.object({ done: z.boolean() }), 'done') },
})
const follow = createRoute({ method: 'get', path: '/v1/events', responses: { 200: events('what happens') } })

const name = 'knob'
const log = createLog({ service: name, level: 'debug' })
const metrics = createMetrics(name)
const health = createHealth({ metrics })
const app = serviceApp({ name, log, metrics, health })
  .openapi(slow, async (c) => {
    log.info('asked')
    await told
    return c.json({ done: true }, 200)
  })
  .openapi(follow, (c) =>
    eventStream(c, {
      subscribe: (send) => {
        send({ event: 'hello', data: 0 })
        return () => log.info('unsubscribed')
      },
    }),
  )

const [port = '0', surprise] = process.argv.slice(2)
await runService({
  name,
  app,
  log,
  metrics,
  health,
  host: '127.0.0.1',
  port: Number(port),
  metricsPort: 0,
  onStop: () => log.info('handed back'),
})
if (surprise) void Promise.reject(new Error(surprise))
