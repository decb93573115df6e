/** The Pulumi CLI, where there is one. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Previewed, readPreview } from './preview.ts'

const run = promisify(execFile)

const PATIENCE_MS = 180_000
const MOST_BYTES = 64 * 1024 * 1024

const firstLine = (text: string) => text.trim().split('\n')[0] ?? ''

const whyNot = (error: { readonly code?: string | number; readonly stderr?: string }) =>
  error.code === 'ENOENT'
    ? 'there is no pulumi here'
    : `pulumi preview failed (${firstLine(error.stderr ?? '')})`

/** Of the selected stack, from the working tree; or in half a sentence why there is none. */
export const previewIn = async (folder: string, env: NodeJS.ProcessEnv): Promise<Previewed | string> => {
  try {
    const limits = { timeout: PATIENCE_MS, maxBuffer: MOST_BYTES }
    const { stdout } = await run('pulumi', ['preview', '--json', '--non-interactive'], {
      cwd: folder,
      env,
      ...limits,
    })
    return readPreview(stdout)
  } catch (error) {
    return whyNot(error as { code?: string; stderr?: string })
  }
}
