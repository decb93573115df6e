/** The documents of an API. */
import { expect, test } from 'vitest'
import { rig } from './testing/rig.ts'

const TURNS = '/v1/devices/{device}/turns'

test('the document names the scope that is enforced, for every route and for those of a group', async () => {
  const { app } = await rig()

  const { openapi, paths, components } = await (await app.request('/openapi.json')).json()

  expect(openapi).toBe('3.1.0')
  expect(paths[TURNS].post).toMatchObject({
    'x-scope': 'effect:write',
    security: [{ service: ['effect:write'] }],
  })
  expect(paths[TURNS].get).toMatchObject({ 'x-scope': 'data:read' })
  expect(paths['/v1/try'].get).not.toHaveProperty('security')
  expect(components.securitySchemes.service).toMatchObject({ type: 'http', scheme: 'bearer' })
})

test('the document asks for a body and says that any error is a problem', async () => {
  const { app } = await rig()

  const { paths, components } = await (await app.request('/openapi.json')).json()

  expect(paths[TURNS].post.requestBody.required).toBe(true)
  expect(paths[TURNS].post.responses.default.content['application/problem+json'].schema).toEqual({
    $ref: '#/components/schemas/Problem',
  })
  expect(components.schemas.Problem.required).toEqual(['type', 'title', 'status', 'detail'])
})

test('the page shows each route with its scope, runs nothing and asks nobody else', async () => {
  const { app } = await rig({ about: 'Turns <knobs> & more.' })

  const response = await app.request('/docs')

  const page = await response.text()
  expect(page).toContain('/v1/devices/{device}/turns')
  expect(page).toContain('effect:write')
  expect(page).toContain('Turns a knob.')
  expect(page).toContain('Turns &lt;knobs&gt; &amp; more.')
  expect(page).not.toMatch(/<script|src=|http:\/\//)
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
})
