/** The OpenAPI document at /openapi.json, and the same for people at /docs. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { DOCS_POLICY, type Document, docsPage } from './docs-page.ts'
import type { ServiceEnv } from './routes.ts'

const TOKEN = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description:
    'An Ed25519 token of at most five minutes, signed by the caller for this service. Each route names the scope it needs.',
} as const

type About = { name: string; about: string }

const documentOf = (app: OpenAPIHono<ServiceEnv>, { name, about }: About) => {
  app.openAPIRegistry.registerComponent('securitySchemes', 'service', TOKEN)
  const info = { title: name, version: '1', description: about }
  return app.getOpenAPI31Document({ openapi: '3.1.0', info })
}

export const serveDocs = (app: OpenAPIHono<ServiceEnv>, about: About) => {
  let made: ReturnType<typeof documentOf> | undefined
  // Made on first use, when every route is known.
  const document = () => {
    made ??= documentOf(app, about)
    return made
  }
  app.get('/openapi.json', (c) => c.json(document()))
  app.get('/docs', (c) =>
    c.html(docsPage(document() as unknown as Document), 200, { 'content-security-policy': DOCS_POLICY }),
  )
}
