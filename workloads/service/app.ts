/** The app every service begins with: who asks, what follows the request, how much it may send, and how it is told no. */
import type { Context, HonoRequest } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { type Authorise, authoriser } from './auth.ts'
import { trailFrom, withTrail } from './correlation.ts'
import { serveDocs } from './docs.ts'
import { createHealth, type Health, serveHealth } from './health.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { observe } from './observe.ts'
import { Problem, problemResponse, quoted } from './problem.ts'
import { routes, type ServiceEnv } from './routes.ts'

export type ServiceOptions = {
  name: string
  /**
   * A sentence or two for the top of its documentation.
   * @default none
   */
  about?: string
  log: Log
  metrics: Metrics
  /**
   * Who may call.
   * @default nobody: every route that needs a scope answers 401
   */
  authorise?: Authorise
  /** @default one that is always ready */
  health?: Health
  /**
   * The largest body, in bytes.
   * @default 65536
   */
  maxBody?: number
  /**
   * How long a request may take until its response begins, in milliseconds.
   * @default 10000
   */
  timeoutMs?: number
}

const MAX_BODY = 64 * 1024
const TIMEOUT_MS = 10_000

const alwaysReady = (metrics: Metrics) => {
  const health = createHealth({ metrics })
  health.started()
  return health
}

/** What Hono itself refuses, in our words. */
const REFUSED: Readonly<Record<number, string>> = {
  400: 'the body is empty or not JSON',
  415: 'the body must be JSON: send content-type: application/json',
}

const problemOf = (error: Error, name: string): Problem => {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException && error.status < 500)
    return new Problem(error.status, REFUSED[error.status] ?? 'the request cannot be read', { cause: error })
  return new Problem(500, `something broke in ${name}; its log says what, under this correlation id`, {
    cause: error,
  })
}

const answerErrors = (name: string) =>
  function answerError(error: Error, c: Context<ServiceEnv>) {
    const problem = problemOf(error, name)
    if (problem.status === 500) c.var.log.error({ err: error }, 'a request broke')
    else if (problem.status > 500) c.var.log.warn({ err: problem.cause }, problem.message)
    return problemResponse(problem)
  }

const notFound = (c: Context) =>
  problemResponse(new Problem(404, `there is nothing at ${quoted(c.req.path)}; /docs lists what there is`))

const notAllowed = (c: Context, methods: readonly string[]) =>
  problemResponse(
    new Problem(405, `${quoted(c.req.path)} takes ${methods.join(', ')}, not ${quoted(c.req.method)}`, {
      headers: { allow: methods.join(', ') },
    }),
  )

const tooBig = (limit: number) => () => {
  throw new Problem(413, `the body must be at most ${limit} bytes`)
}

/** A body whose length is known is not touched here: counting it would make a stream of it. */
const limit = (maxSize: number) => {
  const onError = tooBig(maxSize)
  const counting = bodyLimit({ maxSize, onError })
  return async function limit(c: Context<ServiceEnv>, next: () => Promise<void>) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const length = knownLength(c.req)
    if (length === undefined) return counting(c, next)
    return length > maxSize ? onError() : next()
  }
}

const knownLength = (request: HonoRequest) => {
  const length = Number(request.header('content-length') ?? Number.NaN)
  return Number.isInteger(length) && request.header('transfer-encoding') === undefined ? length : undefined
}

const timeout = (ms: number) =>
  async function timeout(c: Context<ServiceEnv>, next: () => Promise<void>) {
    const late = new AbortController()
    c.set('late', late.signal)
    const { promise, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      late.abort()
      const detail = `this took longer than ${ms / 1000} seconds; try again`
      reject(new Problem(503, detail, { headers: { 'retry-after': '1' } }))
    }, ms)
    await Promise.race([next(), promise]).finally(() => clearTimeout(timer))
  }

const SAFE_HEADERS = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }

/** Puts what handlers rely on into `c.var`, and the correlation id on the answer. */
const prepare = ({ log, authorise, health }: { log: Log; authorise: Authorise; health: Health }) =>
  async function prepare(c: Context<ServiceEnv>, next: () => Promise<void>) {
    const trail = trailFrom(c.req.header('x-correlation-id'), c.req.header('traceparent'))
    c.set('correlation', trail.correlation)
    c.set('log', log)
    c.set('authorise', authorise)
    c.set('stopping', health.stopping)
    await withTrail(trail, next)
    // Not by c.header, which copies a response that is there already: its body would become a stream, and go out late.
    const { headers } = c.res
    headers.set('x-correlation-id', trail.correlation)
    for (const [name, value] of Object.entries(SAFE_HEADERS)) if (!headers.has(name)) headers.set(name, value)
    // A connection kept alive would keep a stopping server alive too.
    if (health.stopping.aborted) headers.set('connection', 'close')
  }

export const serviceApp = ({
  name,
  about = '',
  log,
  metrics,
  authorise = authoriser({ audience: name, callers: {} }),
  health = alwaysReady(metrics),
  maxBody = MAX_BODY,
  timeoutMs = TIMEOUT_MS,
}: ServiceOptions) => {
  const app = routes()
  app.onError(answerErrors(name))
  app.notFound(notFound)
  app.use(prepare({ log, authorise, health }))
  app.use(observe(metrics))
  app.use(methodNotAllowed({ app, onMethodNotAllowed: notAllowed }))
  app.use(timeout(timeoutMs))
  app.use(limit(maxBody))
  serveHealth(app, health)
  serveDocs(app, { name, about })
  return app
}
