import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { services } from '../../workloads/graph.ts'
import { Scope } from '../../workloads/service/auth.ts'
import { servicesUnderTest, type UnderTest } from '../lounge/services-under-test.ts'
import { type Door, doorsOf, knock, nameOf } from './doors.ts'

/** Open to anybody: probes, and what is public anyway. */
const PUBLIC = ['/livez', '/readyz', '/openapi.json', '/docs']

let world: UnderTest
let doors: Door[]

beforeAll(async () => {
  world = await servicesUnderTest()
  doors = doorsOf(world)
})
afterAll(() => world.stop())

const as = async (caller: string, door: Door) => ({
  authorization: `Bearer ${await world.sign(caller)(door.service.name)}`,
})

const isIn = (status: number) => status !== 401 && status !== 403

/** What a service that asks nobody who they are has beside its health; whatever is added must be added here. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  overlay: [
    'GET /',
    'GET /gallery',
    'GET /gallery/:state/',
    'GET /gallery/:state',
    'GET /assets/:hash/:path{.+}',
    'GET /events',
    'POST /seen',
  ],
  console: [...['GET /', 'GET /setup', 'GET /events', 'POST /switches/:name', 'GET /overlay', 'GET /*']],
  chat: [],
  'midi-node': [],
  obs: [],
}

test('every service of the graph is looked at', () => {
  const seen = [...world.services, ...world.open].map(({ name }) => name)
  expect(seen.sort()).toEqual(Object.keys(services).sort())
})

test('a service without scopes has no other doors than the ones it is known for', () => {
  const served = world.open.map(({ name, app }) => {
    const mine = app.routes.filter(({ method, path }) => method !== 'ALL' && !PUBLIC.includes(path))
    return [name, [...new Set(mine.map(({ method, path }) => `${method} ${path}`))]]
  })

  expect(Object.fromEntries(served)).toEqual(OPEN)
})

describe('every route of every OpenAPI document', () => {
  test('asks for a scope', () => {
    expect(doors.length).toBeGreaterThan(20)
    expect(doors.filter(({ scope }) => !Scope.options.includes(scope as Scope)).map(nameOf)).toEqual([])
  })

  test('is in the document: no route has been forgotten there', () => {
    const documented = doors.map(({ service, method, route }) => `${service.name} ${method} ${route}`)
    const served = world.services.flatMap(({ name, app }) =>
      app.routes
        .filter(({ method, path }) => method !== 'ALL' && !PUBLIC.includes(path))
        .map(({ method, path }) => `${name} ${method} ${path.replace(/:(\w+)/g, '{$1}')}`),
    )
    expect([...new Set(served)].filter((one) => !documented.includes(one))).toEqual([])
  })

  test('lets nobody in without a token', async () => {
    for (const door of doors)
      expect([nameOf(door), (await knock(door, {})).status]).toEqual([nameOf(door), 401])
  })

  test('lets in whoever has its scope, and none of those who have all the others', async () => {
    for (const door of doors) {
      const only = await knock(door, await as(String(door.scope), door))
      const others = await knock(door, await as(`not ${door.scope}`, door))
      const none = await knock(door, await as('none', door))
      const said = [nameOf(door), isIn(only.status), others.status, none.status]
      expect(said).toEqual([nameOf(door), true, 403, 403])
      expect(others.text).toContain(String(door.scope))
    }
  })

  test('knows each caller by one scope at a time', async () => {
    for (const door of doors)
      for (const scope of Scope.options) {
        const { status } = await knock(door, await as(scope, door))
        expect([nameOf(door), scope, isIn(status)]).toEqual([nameOf(door), scope, scope === door.scope])
      }
  })
})
