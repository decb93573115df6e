/** The install's folder on a real disk. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFolder } from './folder.ts'

let here: string
beforeEach(async () => {
  here = await mkdtemp(join(tmpdir(), 'lounge-'))
})
afterEach(() => rm(here, { recursive: true }))

test('the key is made once and is the same at the next start', async () => {
  const path = join(here, 'deep', '.lounge')

  const first = await openFolder(path)
  const second = await openFolder(path)

  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(second).toBe(first)
})

test('two installs have two keys, and only their owner may read them', async () => {
  const [one, other] = await Promise.all([openFolder(join(here, 'a')), openFolder(join(here, 'b'))])

  expect(one).not.toBe(other)
  expect((await stat(join(here, 'a', 'key'))).mode & 0o777).toBe(0o600)
})

test('a spoilt key is made anew rather than trusted', async () => {
  await writeFile(join(here, 'key'), '\n')

  const key = await openFolder(here)

  expect(key).toMatch(/^[0-9a-f]{32}$/)
  expect((await readFile(join(here, 'key'), 'utf8')).trim()).toBe(key)
})

test('a folder that cannot be is one sentence that names it and the way out', async () => {
  const path = join(here, 'file', 'lounge')
  await writeFile(join(here, 'file'), '')

  await expect(openFolder(path)).rejects.toThrow(
    `The folder ${path} cannot be written (ENOTDIR): make it writable`,
  )
})
