/** The replica of a revision, stood up in memory by its own mocks. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { scratchFolder } from '../revision/scratch.ts'
import type { Cloud } from './resource.ts'

const run = promisify(execFile)

const CHILD = join(import.meta.dirname, 'mock-run.ts')

/** Of a stack trace, the line that says what. */
const lastError = (stderr: string) =>
  stderr.split('\n').findLast((line) => /^(\w*Error|Misconfigured)\b/.test(line)) ??
  stderr.trim().split('\n')[0] ??
  ''

/** By the shape of its cluster; none where the revision has no replica. Throws what its code throws. */
export const recordedIn = async (
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, Cloud>> => {
  if (!existsSync(join(folder, 'infra', 'testing', 'recording.ts'))) return new Map()
  await using out = await scratchFolder()
  const file = join(out.path, 'recorded.json')
  await run(process.execPath, [CHILD, file], { cwd: folder, env }).catch((error: { stderr: string }) => {
    throw new Error(lastError(error.stderr))
  })
  return new Map(Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, Cloud>))
}
