/** Every request: one line in the log and one observation, by route and never by path. */
import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { Metrics } from './metrics.ts'
import type { ServiceEnv } from './routes.ts'

/** Asked for every few seconds by machines. */
const PROBES = new Set(['/livez', '/readyz'])
/** What only our own middleware matched. */
const NO_ROUTE = '/*'

export const observe = (metrics: Metrics) => {
  const duration = metrics.histogram(
    'http_request_duration_seconds',
    'How long requests took until their response began',
    ['method', 'route', 'status'],
  )
  return async function observe(c: Context<ServiceEnv>, next: () => Promise<void>) {
    const start = performance.now()
    await next()
    const ms = performance.now() - start
    const matched = routePath(c, -1)
    const { method } = c.req
    const { status } = c.res
    const route = matched === NO_ROUTE ? 'none' : matched
    duration.observe({ method, route, status }, ms / 1000)
    const level = PROBES.has(route) ? 'debug' : 'info'
    c.var.log[level]({ method, route, status, ms: Math.round(ms * 10) / 10 }, 'request')
  }
}
