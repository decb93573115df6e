/** The Secrets of the replica: what is there stays, the rest is made. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { completed } from './secrets.ts'

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
