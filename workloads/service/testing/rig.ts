/** A small service to try the shell with: three routes, a chat that may call it, and everything it logged. */
import { createRoute } from '@hono/zod-openapi'
import { hc } from 'hono/client'
import { z } from 'zod'
import { type ServiceOptions, serviceApp } from '../app.ts'
import { needs } from '../auth.ts'
import { serviceFetch } from '../fetch.ts'
import { keyring } from '../keys.ts'
import { createLog } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import { json, jsonBody, routes } from '../routes.ts'

const Turn = z.object({
  cc: z.int().min(0).max(127),
  who: z.object({ name: z.string().min(1).max(24) }).optional(),
  to: z
    .discriminatedUnion('as', [
      z.object({ as: z.literal('level'), level: z.number().min(0).max(10) }),
      z.object({ as: z.literal('name'), name: z.string().min(1).max(64) }),
    ])
    .optional(),
  values: z.record(z.string().regex(/^[a-z]+$/), z.int().min(0).max(127)).optional(),
  minutes: z.number().positive().max(10_080).nullable().optional(),
  pair: z.array(z.int()).min(1).max(2).optional(),
  either: z.union([z.string(), z.object({ id: z.string(), port: z.int() })]).optional(),
  even: z
    .number()
    .refine((value) => value % 2 === 0, { message: 'must be even' })
    .optional(),
})

const turn = createRoute({
  method: 'post',
  path: '/v1/devices/{device}/turns',
  summary: 'Turns a knob.',
  middleware: [needs('effect:write')] as const,
  request: {
    params: z.object({ device: z.string().regex(/^[a-z]+$/) }),
    query: z.object({ times: z.coerce.number().int().min(1).max(9).default(1) }),
    body: jsonBody(Turn),
  },
  responses: { 201: json(z.object({ by: z.string(), correlation: z.string(), cc: z.int() }), 'turned') },
})

const readIt = createRoute({
  method: 'get',
  path: '/v1/devices/{device}/turns',
  middleware: [needs('data:read')] as const,
  request: { params: z.object({ device: z.string() }) },
  responses: { 200: json(z.object({ device: z.string() }), 'the turns') },
})

/** Runs whatever a test gives it. */
const tryIt = createRoute({
  method: 'get',
  path: '/v1/try',
  responses: { 200: json(z.object({}), 'it went well') },
})

type Given = Partial<ServiceOptions> & { work?: () => Promise<void> }

export const rig = async ({ work = async () => undefined, ...options }: Given = {}) => {
  const logged: Record<string, unknown>[] = []
  const destination = { write: (line: string) => void logged.push(JSON.parse(line)) }
  const log = createLog({ service: 'midi', level: 'debug', destination })
  const metrics = createMetrics('midi')
  const keys = await keyring()
  const more = routes().openapi(readIt, (c) => c.json({ device: c.req.valid('param').device }, 200))
  const app = serviceApp({ name: 'midi', log, metrics, authorise: keys.authorise('midi'), ...options })
    .openapi(turn, (c) => {
      const { caller, correlation } = c.var
      return c.json({ by: caller.name, correlation, cc: c.req.valid('json').cc }, 201)
    })
    .openapi(tryIt, async (c) => {
      await work()
      return c.json({}, 200)
    })
    .route('/', more)

  const fetch = serviceFetch({
    audience: 'midi',
    sign: keys.sign('chat'),
    fetch: async (input, init) => app.request(input as string, init),
  })
  /** Sends a body to the turns of a device, as chat. */
  const post = async (body: unknown, path = '/v1/devices/ventris/turns') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`http://midi${path}`, { method: 'POST', body: text, headers })
    return { status: response.status, body: await response.json() }
  }
  return { app, client: hc<typeof app>('http://midi', { fetch }), fetch, post, logged, metrics, keys }
}
