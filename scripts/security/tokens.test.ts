import {
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto'
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

/** As the caller who may do everything would sign it: nothing is wrong but what it says. */
const honest =
  (claims: object, header: object = {}): Forge =>
  ({ service }) => {
    const key = createPrivateKey({ key: { ...world.keys.get('all') }, format: 'jwk' })
    return signed({ ...EdDSA, ...header }, { ...claimsFor(service.name), ...claims }, key)
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
  [
    'has another end written in',
    async (door) => altered(await good(door), (all) => ({ ...all, exp: now() + 9_000 })),
  ],
  ['has expired', honest({ iat: now() - 300, exp: now() - 60 })],
  ['lives longer than tokens do', honest({ iat: now() - 3_600, exp: now() + 3_600 })],
  ['was signed in the future', honest({ iat: now() + 3_600, exp: now() + 3_900 })],
  ['is good only from a later time', honest({ nbf: now() + 3_600 })],
  ['never expires', honest({ exp: undefined })],
  ['does not say when it was signed', honest({ iat: undefined })],
  ['says in letters when it ends', honest({ exp: 'never' })],
  ['is for nobody', honest({ aud: undefined })],
  ['is for a service of nearly that name', (door) => honest({ aud: `${door.service.name} ` })(door)],
  ['is signed by one caller in the name of another', honest({ iss: 'not node' })],
  ['wants to be understood in a way that nobody knows', honest({}, { crit: ['way'], way: 1 })],
  ['is not in base64', honest({}, { b64: false, crit: ['b64'] })],
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

test('a token that says what it must is let in, however its scheme is spelled', async () => {
  for (const door of doors)
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const { status } = await knock(door, { authorization: `${scheme} ${await honest({})(door)}` })
      expect([nameOf(door), [401, 403].includes(status)]).toEqual([nameOf(door), false])
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
