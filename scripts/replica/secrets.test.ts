/** The Secrets of the replica: what is there stays, the rest is made. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { k3s } from '../../infra/testing/shapes.ts'
import { completed, heldIn, SECRETS, secretsFor } from './secrets.ts'

const folder = async () => {
  const keys = await mkdtemp(join(tmpdir(), 'lounge-secrets-'))
  onTestFinished(() => rm(keys, { recursive: true, force: true }))
  return keys
}

test('a password is made once and is never the same', async () => {
  const keys = await folder()
  const names = ['db-admin', 'data-couchdb']

  const { secrets, made } = await completed({ names, there: {}, keys })
  const again = await completed({ names, there: secrets, keys })

  expect(made).toEqual(names)
  expect(secrets['db-admin']?.password).toMatch(/^[\w-]{32}$/)
  expect(secrets['db-admin']).not.toEqual(secrets['data-couchdb'])
  expect(again).toEqual({ secrets, made: [] })
})

test("keys are home's, so that the two sides know each other", async () => {
  const keys = await folder()

  const { secrets } = await completed({ names: ['midi-keys'], there: {}, keys })

  expect(Object.keys(secrets['midi-keys'] ?? {})).toEqual(['midi.jwk.json', 'midi.callers.json'])
})

test('what only the operator knows is asked for', async () => {
  const asked = completed({ names: ['chat-twitch'], there: {}, keys: await folder() })

  await expect(asked).rejects.toThrow(/nobody but you knows the Secret chat-twitch: pulumi config set/)
})

const config = Object.fromEntries(Object.entries(k3s).map(([key, value]) => [`lounge:${key}`, value]))

test('what is given takes the place of what is kept, and the rest stays', async () => {
  const given = { 'db-peer': { password: 'another' } }

  const { secrets, made } = await secretsFor({ config, given, keys: await folder() })

  expect(secrets).toEqual({ ...JSON.parse(k3s.secrets), ...given })
  expect(made).toEqual([])
})

test('what the stack would refuse later never takes the place of what is kept', async () => {
  const asked = secretsFor({ config, given: { 'db-admin': {} }, keys: await folder() })

  await expect(asked).rejects.toThrow('lounge:secrets.db-admin must have a key.')
})

test('what is kept and refused can be given anew', async () => {
  const broken = { ...config, [SECRETS]: JSON.stringify({ ...JSON.parse(k3s.secrets), 'db-admin': {} }) }
  const given = { 'db-admin': { password: 'anew' } }

  const { secrets } = await secretsFor({ config: broken, given, keys: await folder() })

  expect(secrets['db-admin']).toEqual(given['db-admin'])
})

test.each(['', '{"a":', '{"a":1}', '["of-mine"]'])(
  '%s are no Secrets, and no piece of it is repeated',
  (text) => {
    expect(() => heldIn(text, '--from: mine.json')).toThrow(
      new Error('--from: mine.json is not JSON of the shape {"<Secret>": {"<key>": "<value>"}}'),
    )
  },
)
