/** git, asked from a folder; what it cannot do is said in a sentence. */
import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** More than any listing of this tool. */
const MOST_BYTES = 256 * 1024 * 1024

export type Git = {
  /** Of the repository, absolute. */
  readonly root: string
  ask(...args: readonly string[]): Promise<string>
  /** `undefined` where git says no. */
  tryAsk(...args: readonly string[]): Promise<string | undefined>
  /** Writes a commit's files into an empty folder. The checkout is not touched. */
  unpack(commit: string, folder: string): Promise<void>
}

const asking = (folder: string) => async (args: readonly string[]) => {
  const { stdout } = await run('git', [...args], { cwd: folder, maxBuffer: MOST_BYTES })
  return stdout.trimEnd()
}

const unpacking = (root: string) => async (commit: string, folder: string) => {
  const archive = join(folder, '.archive.tar')
  await run('git', ['archive', '--format=tar', '-o', archive, commit], { cwd: root })
  await run('tar', ['-x', '-f', archive, '-C', folder])
  await rm(archive)
}

const whyNot = (error: unknown, folder: string) =>
  (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? 'git is not installed here, and the base comes from git; --from-yaml compares two folders without it.'
    : `${folder} is in no git repository, and the base comes from git; --from-yaml compares two folders without it.`

/** Throws a sentence where there is no git, or no repository. */
export const gitIn = async (folder: string): Promise<Git> => {
  const root = await asking(folder)(['rev-parse', '--show-toplevel']).catch((error: unknown) => {
    throw new Error(whyNot(error, folder))
  })
  const ask = asking(root)
  return {
    root,
    ask: (...args) => ask(args),
    tryAsk: (...args) => ask(args).catch(() => undefined),
    unpack: unpacking(root),
  }
}
