/** Tokens: who is let in, who isn't, and why. */
import { importJWK, type JWTPayload, SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { authoriser, signer } from './auth.ts'
import { newKey, type PrivateKey, publicKeyOf } from './keys.ts'
import { rig } from './testing/rig.ts'

const NOW = Date.UTC(2026, 10, 22, 20, 0, 0)
const SECOND = 1000
const MINUTE = 60 * SECOND

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterEach(() => void vi.useRealTimers())

const world = async () => {
  const key = await newKey()
  const callers = { chat: { key: publicKeyOf(key), scopes: ['effect:write' as const] } }
  return {
    key,
    sign: signer({ name: 'chat', privateKey: key }),
    authorise: authoriser({ audience: 'midi', callers }),
  }
}

/** A token with whatever claims a test wants. */
const forge = async (key: PrivateKey, claims: JWTPayload) => {
  const issued = Math.floor(Date.now() / 1000)
  const payload = { iss: 'chat', aud: 'midi', iat: issued, exp: issued + 300, ...claims }
  const signed = new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA' })
  return `Bearer ${await signed.sign(await importJWK(key, 'EdDSA'))}`
}

test('a caller is let in by the token it signs, with its scopes', async () => {
  const { sign, authorise } = await world()

  const caller = await authorise(`Bearer ${await sign('midi')}`)

  expect(caller).toEqual({ name: 'chat', scopes: ['effect:write'] })
})

test('a token is used again until a minute before it expires', async () => {
  const { sign } = await world()
  const first = await sign('midi')

  vi.setSystemTime(NOW + 4 * MINUTE - 1)
  const second = await sign('midi')
  vi.setSystemTime(NOW + 4 * MINUTE)
  const third = await sign('midi')

  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

test('a clock that is set back locks nobody out', async () => {
  const { sign, authorise } = await world()
  await sign('midi')

  vi.setSystemTime(NOW - 10 * MINUTE)

  expect(await authorise(`Bearer ${await sign('midi')}`)).toMatchObject({ name: 'chat' })
})

test('each service gets a token of its own', async () => {
  const { sign } = await world()

  expect(await sign('midi')).not.toBe(await sign('data'))
})

test('a token is good for five minutes and the thirty seconds that clocks may differ', async () => {
  const { sign, authorise } = await world()
  const token = await sign('midi')

  vi.setSystemTime(NOW + 5 * MINUTE + 29 * SECOND)
  await expect(authorise(`Bearer ${token}`)).resolves.toMatchObject({ name: 'chat' })
  vi.setSystemTime(NOW + 5 * MINUTE + 31 * SECOND)
  await expect(authorise(`Bearer ${token}`)).rejects.toMatchObject({
    status: 401,
    message: 'the token has expired; sign a new one',
  })
})

test('a token that was good is refused once it is over, or its clock is set back before it was signed', async () => {
  const { sign, authorise } = await world()
  const token = `Bearer ${await sign('midi')}`
  await authorise(token)
  const again = await authorise(token)

  expect(again).toMatchObject({ name: 'chat' })
  vi.setSystemTime(NOW - MINUTE)
  await expect(authorise(token)).rejects.toMatchObject({
    status: 401,
    message: expect.stringMatching(/clock/),
  })
  vi.setSystemTime(NOW + 6 * MINUTE)
  await expect(authorise(token)).rejects.toMatchObject({
    status: 401,
    message: expect.stringMatching(/expired/),
  })
})

test('a token that gives itself longer than five minutes is as old as it is', async () => {
  const { key, authorise } = await world()
  const token = await forge(key, { exp: NOW / 1000 + 86_400 })

  vi.setSystemTime(NOW + 6 * MINUTE)

  await expect(authorise(token)).rejects.toMatchObject({
    status: 401,
    message: expect.stringMatching(/expired/),
  })
})

test.each([
  ['another service', { aud: 'data' }, /meant for another service/],
  ['a caller from the future', { iat: NOW / 1000 + 120, exp: NOW / 1000 + 400 }, /clock/],
  ['a caller that is not known', { iss: 'mallory' }, /does not know/],
  ['a caller named like a property', { iss: 'constructor' }, /does not know/],
  ['no caller', { iss: undefined }, /does not know/],
  ['no time of signing', { iat: undefined }, /lacks what it must say/],
  ['no end', { exp: undefined }, /lacks what it must say/],
])('a token of %s is a 401', async (_, claims, message) => {
  const { key, authorise } = await world()

  const token = await forge(key, claims as JWTPayload)

  await expect(authorise(token)).rejects.toMatchObject({
    status: 401,
    message: expect.stringMatching(message),
  })
})

test('a token that somebody else signed in chat’s name is a 401', async () => {
  const { authorise } = await world()

  const token = await forge(await newKey(), {})

  await expect(authorise(token)).rejects.toMatchObject({
    status: 401,
    message: expect.stringMatching(/not signed by the caller/),
  })
})

test('a token that says it needs no signature is a 401', async () => {
  const { authorise } = await world()
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iss: 'chat', aud: 'midi', iat: NOW / 1000, exp: NOW / 1000 + 300 }

  const token = `Bearer ${part({ alg: 'none' })}.${part(claims)}.`

  await expect(authorise(token)).rejects.toMatchObject({ status: 401 })
})

test.each([undefined, '', 'Bearer', 'Basic abc', 'Bearer a b', 'Bearer not-a-token', 'Bearer a.b.c'])(
  'the header %j is a 401 that asks for a token',
  async (header) => {
    const { authorise } = await world()

    await expect(authorise(header)).rejects.toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
    })
  },
)

test('a caller without the scope gets a 403 that names it', async () => {
  const { client } = await rig()

  const response = await client.v1.devices[':device'].turns.$get({ param: { device: 'ventris' } })

  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({
    detail: 'chat may not do this: it needs the scope data:read',
  })
})

test('no token and no secret is in the log', async () => {
  const { post, logged } = await rig()

  await post({ cc: 7 })

  expect(JSON.stringify(logged)).not.toMatch(/eyJ|Bearer/)
})
