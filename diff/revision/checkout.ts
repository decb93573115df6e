/** A revision as a folder with its packages, for as long as it is needed. */
import { mkdtempDisposable, readFile, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Git } from './git.ts'
import { installPackages, isInstalled } from './packages.ts'
import type { Revision } from './revision.ts'
import { linkSubmodules } from './submodules.ts'

export type Checkout = AsyncDisposable & {
  readonly revision: Revision
  readonly folder: string
}

const lockOf = (folder: string) => readFile(join(folder, 'package-lock.json'), 'utf8').catch(() => undefined)

/** The packages of the working tree, where they are the ones this revision names; else its own. */
const givePackages = async (folder: string, root: string, install: boolean) => {
  const lock = await lockOf(folder)
  // Without a lockfile there is nothing to install by.
  if (lock === undefined || (await isInstalled(lock, root)))
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
  else await installPackages(folder, install)
}

const unpacked = async (git: Git, revision: Revision & { commit: string }, install: boolean) => {
  const folder = await mkdtempDisposable(join(tmpdir(), 'diff-'))
  try {
    await git.unpack(revision.commit, folder.path)
    await linkSubmodules(git, revision, folder.path)
    await givePackages(folder.path, git.root, install).catch((error: Error) => {
      throw new Error(`${revision.name}: ${error.message}`)
    })
  } catch (error) {
    await folder.remove()
    throw error
  }
  return { revision, folder: folder.path, [Symbol.asyncDispose]: () => folder.remove() }
}

/** `install`: packages that are in no cache may be fetched from the network. The working tree is used where it lies. */
export const checkOut = async (git: Git, revision: Revision, install: boolean): Promise<Checkout> => {
  const { commit } = revision
  if (commit !== undefined) return unpacked(git, { ...revision, commit }, install)
  const lock = await lockOf(git.root)
  if (lock !== undefined && !(await isInstalled(lock, git.root)))
    throw new Error('node_modules is not what package-lock.json names; npm ci makes it so.')
  return { revision, folder: git.root, [Symbol.asyncDispose]: async () => {} }
}
