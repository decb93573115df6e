import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdFolder } from './sole-owner.ts'

test('a folder is held by one lounge at a time, and free again when that one lets go', async () => {
  const path = await mkdtemp(join(tmpdir(), 'lounge-'))
  onTestFinished(() => rm(path, { recursive: true }))
  const first = holdFolder(path)

  expect(() => holdFolder(path)).toThrow(`Another lounge is playing from ${path}: stop that one`)
  first.release()

  holdFolder(path).release()
})
