import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clearScratch, scratchFolder } from './scratch.ts'

test('a folder goes when it is no longer needed, and when the program is stopped before that', async () => {
  const done = await scratchFolder()
  const stopped = await scratchFolder()
  writeFileSync(join(stopped.path, 'half'), '')

  await done[Symbol.asyncDispose]()
  clearScratch()

  expect([done, stopped].map(({ path }) => existsSync(path))).toEqual([false, false])
})
