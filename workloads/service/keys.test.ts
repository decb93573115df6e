/** Keys: made, kept, renewed and read. */
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { callees, callers } from '../graph.ts'
import { makeKeys, readKeys } from './key-files.ts'
import { keyring } from './keys.ts'

const folder = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'keys-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  return join(dir, '.lounge', 'keys')
}

const contents = async (dir: string) =>
  Promise.all(
    (await readdir(dir)).sort().map(async (file) => [file, await readFile(join(dir, file), 'utf8')]),
  )

test('there is a private key a caller, for its owner only, and a public map a callee', async () => {
  const dir = await folder()

  await makeKeys(dir)

  const expected = [
    ...callers.map((name) => `${name}.jwk.json`),
    ...callees.map((name) => `${name}.callers.json`),
  ]
  expect(await readdir(dir)).toEqual(expected.sort())
  for (const caller of callers) expect((await stat(join(dir, `${caller}.jwk.json`))).mode & 0o777).toBe(0o600)
  for (const callee of callees)
    expect(await readFile(join(dir, `${callee}.callers.json`), 'utf8')).not.toContain('"d"')
})

test('a caller that the graph knows is let in by what both sides read, with its scopes', async () => {
  const dir = await folder()
  await makeKeys(dir)

  const chat = await readKeys(dir, 'chat')
  const midi = await readKeys(dir, 'midi')

  expect(await midi.authorise(`Bearer ${await chat.sign('midi')}`)).toEqual({
    name: 'chat',
    scopes: ['effect:write', 'viewers:speak'],
  })
})

test('making keys again changes nothing', async () => {
  const dir = await folder()
  expect((await makeKeys(dir)).made).toEqual(callers)
  const before = await contents(dir)

  const { made, kept } = await makeKeys(dir)

  expect({ made, kept }).toEqual({ made: [], kept: callers })
  expect(await contents(dir)).toEqual(before)
})

test('a key that others could read is closed to them again', async () => {
  const dir = await folder()
  await makeKeys(dir)
  await chmod(join(dir, 'chat.jwk.json'), 0o644)

  await makeKeys(dir)

  expect((await stat(join(dir, 'chat.jwk.json'))).mode & 0o777).toBe(0o600)
})

test('while a key is being renewed the old one opens as well, and no longer once that is over', async () => {
  const dir = await folder()
  await makeKeys(dir)
  const old = await readKeys(dir, 'chat')

  await makeKeys(dir, 'chat')
  const during = await readKeys(dir, 'midi')
  await makeKeys(dir)
  const after = await readKeys(dir, 'midi')

  const token = `Bearer ${await old.sign('midi')}`
  await expect(during.authorise(token)).resolves.toMatchObject({ name: 'chat' })
  await expect(after.authorise(token)).rejects.toMatchObject({ status: 401 })
})

test('a renewed key takes the old one’s place everywhere, and the others stay', async () => {
  const dir = await folder()
  await makeKeys(dir)
  const [oldChat, node] = [await readKeys(dir, 'chat'), await readKeys(dir, 'midi-node')]

  const { made } = await makeKeys(dir, 'chat')
  await makeKeys(dir)

  const [newChat, midi] = [await readKeys(dir, 'chat'), await readKeys(dir, 'midi')]
  expect(made).toEqual(['chat'])
  await expect(midi.authorise(`Bearer ${await oldChat.sign('midi')}`)).rejects.toMatchObject({ status: 401 })
  await expect(midi.authorise(`Bearer ${await newChat.sign('midi')}`)).resolves.toMatchObject({
    name: 'chat',
  })
  await expect(midi.authorise(`Bearer ${await node.sign('midi')}`)).resolves.toMatchObject({
    name: 'midi-node',
  })
})

test('a service reads only what the graph says it needs', async () => {
  const dir = await folder()
  await makeKeys(dir)
  await rm(join(dir, 'chat.jwk.json'))

  const data = await readKeys(dir, 'data')

  await expect(data.sign('midi')).rejects.toThrow('data calls nobody')
})

test('a key that is missing is a sentence that says how to make it', async () => {
  const dir = await folder()

  await expect(readKeys(dir, 'chat')).rejects.toThrow(/chat\.jwk\.json is missing: run npm run keys$/)
  await expect(readKeys(dir, 'data')).rejects.toThrow(/data\.callers\.json is missing: run npm run keys$/)
})

test('a key that is damaged is a sentence that does not repeat it', async () => {
  const dir = await folder()
  await makeKeys(dir)
  await writeFile(join(dir, 'chat.jwk.json'), '{"kty":"OKP","d":"hunter2"')

  const error = await readKeys(dir, 'chat').catch((thrown: Error) => thrown)

  expect(String(error)).toMatch(/chat\.jwk\.json is not what npm run keys writes/)
  expect(JSON.stringify([error, (error as Error).cause])).not.toContain('hunter2')
})

test('a map that carries a private part is refused', async () => {
  const dir = await folder()
  await makeKeys(dir)
  const key = JSON.parse(await readFile(join(dir, 'chat.jwk.json'), 'utf8'))
  await writeFile(join(dir, 'midi.callers.json'), JSON.stringify({ chat: { key, scopes: ['effect:write'] } }))

  await expect(readKeys(dir, 'midi')).rejects.toThrow(/midi\.callers\.json is not what npm run keys writes/)
})

test('a lounge in one process has keys that are written nowhere', async () => {
  const keys = await keyring()

  const caller = await keys.authorise('data')(`Bearer ${await keys.sign('midi')('data')}`)

  expect(caller).toEqual({ name: 'midi', scopes: ['data:read', 'data:write'] })
  expect(() => keys.sign('data')).toThrow('data calls nobody in the service graph')
})
