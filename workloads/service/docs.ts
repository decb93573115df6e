/** The OpenAPI document at /openapi.json, and the same for people at /docs. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { ServiceEnv } from './routes.ts'

const documentOf = (app: OpenAPIHono<ServiceEnv>, name: string) => {
  app.openAPIRegistry.registerComponent('securitySchemes', 'service', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'An Ed25519 token of at most five minutes, signed by the caller for this service. Each route names the scope it needs.',
  })
  return app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: name, version: '1' } })
}

export const serveDocs = (app: OpenAPIHono<ServiceEnv>, name: string) => {
  let document: ReturnType<typeof documentOf> | undefined
  app.get('/openapi.json', (c) => {
    // Made on first use, when every route is known.
    document ??= documentOf(app, name)
    return c.json(document)
  })
}
