/** What a service says about itself: alive, ready, ready without something it needs, or not ready. */
import { setMaxListeners } from 'node:events'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { Gauge } from 'prom-client'
import type { Metrics } from './metrics.ts'
import type { ServiceEnv } from './routes.ts'

/** One sentence about what is missing, without hosts or secrets, or undefined while it is there. It only looks. */
export type Check = () => string | undefined

type Phase = 'starting' | 'serving' | 'stopping' | 'broken'

type Options = {
  metrics: Metrics
  /** What the service depends on, by name, e.g. `database`. */
  checks?: Readonly<Record<string, Check>>
}

const dependencyGauge = (metrics: Metrics, checks: Readonly<Record<string, Check>>) =>
  new Gauge({
    name: 'dependency_up',
    help: '1 while the dependency is there, 0 while the service does without it',
    labelNames: ['dependency'],
    registers: [metrics.registry],
    collect() {
      for (const [dependency, check] of Object.entries(checks))
        this.set({ dependency }, check() === undefined ? 1 : 0)
    },
  })

export const createHealth = ({ metrics, checks = {} }: Options) => {
  let phase: Phase = 'starting'
  const stopping = new AbortController()
  // Every open stream listens.
  setMaxListeners(0, stopping.signal)
  dependencyGauge(metrics, checks)

  const missing = () =>
    Object.entries(checks).flatMap(([name, check]) => {
      const why = check()
      return why === undefined ? [] : [{ name, why }]
    })

  return {
    /** Aborted when the service begins to stop. */
    stopping: stopping.signal,
    started: () => {
      if (phase === 'starting') phase = 'serving'
    },
    /** Something in the service itself will not heal: take it away. */
    broken: () => {
      phase = 'broken'
    },
    stop: () => {
      phase = 'stopping'
      stopping.abort()
    },
    /** A missing dependency does not make a service unready: its callers still get their error messages. */
    report: () => {
      if (phase !== 'serving') return { ready: false, status: phase, missing: missing() }
      const absent = missing()
      return { ready: true, status: absent.length === 0 ? 'ready' : 'degraded', missing: absent }
    },
  }
}
export type Health = ReturnType<typeof createHealth>

export const serveHealth = (app: OpenAPIHono<ServiceEnv>, health: Health) => {
  app.get('/livez', (c) => c.json({ status: 'alive' }))
  app.get('/readyz', (c) => {
    const { ready, ...report } = health.report()
    return c.json(report, ready ? 200 : 503)
  })
}
