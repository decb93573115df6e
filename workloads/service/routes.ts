/** A group of routes where nothing unknown gets in and the document says what is enforced. */
import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import type { ZodType } from 'zod'
import { type Authorise, tryFindScope } from './auth.ts'
import type { Log } from './log.ts'
import { ProblemBody } from './problem.ts'
import { refuseFaults } from './strict.ts'

/** What every handler finds in `c.var`; routes behind `needs` find `caller` too. */
export type ServiceEnv = {
  Variables: {
    log: Log
    correlation: string
    authorise: Authorise
    /** Aborted when the service begins to stop. */
    stopping: AbortSignal
    /** Aborted when the request took too long and was answered without its handler. */
    late: AbortSignal
  }
}

const JSON_TYPE = 'application/json'

/** A JSON body. */
export const jsonBody = <Schema extends ZodType>(schema: Schema) => ({
  content: { [JSON_TYPE]: { schema } } as { 'application/json': { schema: Schema } },
})

/** A response of JSON. */
export const json = <Schema extends ZodType>(schema: Schema, description: string) => ({
  content: { [JSON_TYPE]: { schema } } as { 'application/json': { schema: Schema } },
  description,
})

/** A response of Server-Sent Events. */
export const events = (description: string) => ({
  content: { 'text/event-stream': { schema: { type: 'string' as const } } },
  description,
})

const problem = {
  description: 'A problem, in one sentence',
  content: { 'application/problem+json': { schema: ProblemBody.openapi('Problem') } },
}

const scopeOf = ({ middleware = [] }: RouteConfig) => [middleware].flat().map(tryFindScope).find(Boolean)

/** A body is always asked for (zod-openapi lets a request without a content type pass otherwise). */
const asked = ({ request }: RouteConfig) =>
  request?.body ? { request: { ...request, body: { ...request.body, required: true } } } : {}

const documented = (route: RouteConfig): RouteConfig => {
  const scope = scopeOf(route)
  return {
    ...route,
    ...asked(route),
    responses: { ...route.responses, default: problem },
    ...(scope ? { security: [{ service: [scope] }], 'x-scope': scope } : {}),
  }
}

export const routes = () => {
  const app = new OpenAPIHono<ServiceEnv>()
  const { openapi } = app
  const strict = (route: RouteConfig, handler: never) =>
    openapi(documented(route), handler, refuseFaults(route) as never)
  app.openapi = strict as unknown as typeof openapi
  return app
}
