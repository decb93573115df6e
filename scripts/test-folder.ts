/** What tests leave in the folder for temporary files goes with them: a run of vitest has one of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const setup = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-tests-'))
  process.env.TMPDIR = folder
  return () => rm(folder, { recursive: true, force: true })
}
