/** What a service says about itself. */
import { expect, test } from 'vitest'
import { createHealth } from './health.ts'
import { createMetrics } from './metrics.ts'
import { rig } from './testing/rig.ts'

/** A service whose database comes and goes. */
const withDatabase = async () => {
  const metrics = createMetrics('data')
  const database = { up: true }
  const checks = { database: () => (database.up ? undefined : 'CouchDB does not answer') }
  const health = createHealth({ metrics, checks })
  const { app } = await rig({ health })
  const ready = async () => {
    const response = await app.request('/readyz')
    return { status: response.status, body: await response.json() }
  }
  return { app, health, database, ready, metrics }
}

test('a service is alive as long as its process answers', async () => {
  const { app, health } = await withDatabase()

  health.broken()

  expect((await app.request('/livez')).status).toBe(200)
})

test('it is not ready until it has started', async () => {
  const { health, ready } = await withDatabase()

  expect(await ready()).toMatchObject({ status: 503, body: { status: 'starting' } })
  health.started()
  expect(await ready()).toEqual({ status: 200, body: { status: 'ready', missing: [] } })
})

test('without a dependency it is degraded and stays ready: its callers still get their answers', async () => {
  const { health, ready, database } = await withDatabase()
  health.started()

  database.up = false

  expect(await ready()).toEqual({
    status: 200,
    body: { status: 'degraded', missing: [{ name: 'database', why: 'CouchDB does not answer' }] },
  })
})

test('each dependency is a gauge', async () => {
  const { database, metrics } = await withDatabase()

  expect(await metrics.registry.metrics()).toContain('dependency_up{dependency="database",service="data"} 1')
  database.up = false
  expect(await metrics.registry.metrics()).toContain('dependency_up{dependency="database",service="data"} 0')
})

test('broken in itself it is not ready, and stopping it is not either', async () => {
  const { health, ready } = await withDatabase()
  health.started()

  health.broken()
  expect(await ready()).toMatchObject({ status: 503, body: { status: 'broken' } })
  health.stop()
  expect(await ready()).toMatchObject({ status: 503, body: { status: 'stopping' } })
})

test('while it stops it asks that connections be closed', async () => {
  const { health, app } = await withDatabase()

  health.stop()

  expect((await app.request('/livez')).headers.get('connection')).toBe('close')
})
