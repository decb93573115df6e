import { createHmac, generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servicesUnderTest, type UnderTest } from '../lounge/services-under-test.ts'
import { type Door, doorsOf, knock, nameOf } from './doors.ts'

let world: UnderTest
let doors: Door[]

beforeAll(async () => {
  world = await servicesUnderTest()
  doors = doorsOf(world)
})
afterAll(() => world.stop())

const mine = generateKeyPairSync('ed25519')
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const now = () => Math.floor(Date.now() / 1000)

const signed = (header: object, claims: object, key: KeyObject = mine.privateKey) => {
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${signBytes(null, Buffer.from(text), key).toString('base64url')}`
}

const claimsFor = (aud: string) => ({ iss: 'all', aud, iat: now(), exp: now() + 300 })
const EdDSA = { alg: 'EdDSA' }
const jwk = mine.publicKey.export({ format: 'jwk' })

/** A good token with something else in one of its parts, under its own signature. */
const altered = (token: string, change: (claims: Record<string, unknown>) => object) => {
  const [header, claims = '', signature] = token.split('.')
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  return `${header}.${part(change(read))}.${signature}`
}

type Forge = (door: Door) => string | Promise<string>
const good = ({ service }: Door) => world.sign('all')(service.name)
const other = ({ service }: Door) => world.sign('all')(service.name === 'data' ? 'midi' : 'data')
const hmac = (secret: string) => (door: Door) => {
  const text = `${part({ alg: 'HS256' })}.${part(claimsFor(door.service.name))}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

const FORGERIES: [string, Forge][] = [
  ['is signed by another key', ({ service }) => signed(EdDSA, claimsFor(service.name))],
  ['brings its own key', ({ service }) => signed({ ...EdDSA, jwk }, claimsFor(service.name))],
  [
    'says where its key is',
    ({ service }) => signed({ ...EdDSA, jku: 'http://127.0.0.1/' }, claimsFor(service.name)),
  ],
  [
    'says it needs no signature',
    ({ service }) => `${part({ alg: 'none' })}.${part(claimsFor(service.name))}.`,
  ],
  ['says None', ({ service }) => `${part({ alg: 'None' })}.${part(claimsFor(service.name))}.AA`],
  ['is signed with nothing as a shared secret', hmac('')],
  ['is signed with a public key as a shared secret', hmac(String(jwk.x))],
  ['is for another service', other],
  [
    'has another caller written in',
    async (door) => altered(await good(door), (all) => ({ ...all, iss: 'not node' })),
  ],
  ['has expired', async (door) => altered(await good(door), (all) => ({ ...all, exp: now() - 3_600 }))],
  [
    'is from the future',
    async (door) => altered(await good(door), (all) => ({ ...all, iat: now() + 3_600 })),
  ],
  ['never expires', async (door) => altered(await good(door), ({ exp: _, ...all }) => all)],
  ['has lost its signature', async (door) => (await good(door)).replace(/[^.]+$/, '')],
  ['names nobody', ({ service }) => signed(EdDSA, { ...claimsFor(service.name), iss: '' })],
  [
    'names what every object has',
    ({ service }) => signed(EdDSA, { ...claimsFor(service.name), iss: '__proto__' }),
  ],
  ['names a constructor', ({ service }) => signed(EdDSA, { ...claimsFor(service.name), iss: 'constructor' })],
]

test.each(FORGERIES)('a token that %s opens no route at all', async (_, forge) => {
  for (const door of doors) {
    const { status, text } = await knock(door, { authorization: `Bearer ${await forge(door)}` })
    expect([nameOf(door), status]).toEqual([nameOf(door), 401])
    expect(text).not.toMatch(/eyJ|jose|JWS|JWT/)
  }
})

test('a good token elsewhere than in its header, or beside a bad one, opens nothing', async () => {
  for (const door of doors) {
    const token = await good(door)
    const asked: Record<string, string>[] = [
      { authorization: token },
      { authorization: `Basic ${token}` },
      { authorization: `Bearer ${token}, Bearer x` },
      { authorization: `Bearer x, Bearer ${token}` },
      { 'proxy-authorization': `Bearer ${token}` },
      { 'x-forwarded-authorization': `Bearer ${token}` },
      { cookie: `authorization=Bearer ${token}; token=${token}` },
    ]
    for (const headers of asked) expect((await knock(door, headers)).status).toBe(401)
    const query = { ...door, route: `${door.route}?access_token=${token}&authorization=Bearer%20${token}` }
    expect((await knock(query, {})).status).toBe(401)
  }
})

test('a method or a path that a header asks for is not the one that is answered', async () => {
  for (const door of doors) {
    const headers = {
      'x-http-method-override': 'GET',
      'x-original-url': '/livez',
      'x-rewrite-url': '/livez',
      'x-forwarded-prefix': '/livez',
      'x-forwarded-user': 'all',
    }
    expect((await knock(door, headers)).status).toBe(401)
  }
})

test('no spelling of a path leads around its scope', async () => {
  for (const door of doors) {
    const { route } = door
    const spellings = [
      `/${route}`,
      `/livez/..${route}`,
      `/livez%2f..${route}`,
      `${route}/`,
      `${route};a=b`,
      `${route}%00`,
    ]
    for (const spelling of [...spellings, route.toUpperCase(), `/.${route}`]) {
      const { status } = await knock({ ...door, route: spelling }, {})
      expect([spelling, [401, 404, 405].includes(status)]).toEqual([spelling, true])
    }
  }
})
