/** A revision as a folder with its packages, for as long as it is needed. */
import { readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Git, gitIn } from './git.ts'
import { installPackages, isInstalled } from './packages.ts'
import { tryProgramIn } from './program.ts'
import { type Revision, revisionsOf } from './revision.ts'
import { scratchFolder } from './scratch.ts'
import { linkSubmodules, refuseDirtySubmodules } from './submodules.ts'

export type Checkout = AsyncDisposable & {
  readonly revision: Revision
  readonly folder: string
}

const lockOf = (folder: string) => readFile(join(folder, 'package-lock.json'), 'utf8').catch(() => undefined)

/** The packages of the working tree, where they are the ones this revision names; else its own. */
const givePackages = async (folder: string, root: string, install: boolean) => {
  // What has nothing to run is told so when it is rendered; to install takes minutes.
  if ((await tryProgramIn(folder)) === undefined) return
  const lock = await lockOf(folder)
  // Without a lockfile there is nothing to install by.
  if (lock === undefined || (await isInstalled(lock, root)))
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
  else await installPackages(folder, install)
}

const unpacked = async (git: Git, revision: Revision & { commit: string }, install: boolean) => {
  const folder = await scratchFolder()
  try {
    await git.unpack(revision.commit, folder.path)
    await linkSubmodules(git, revision, folder.path)
    await givePackages(folder.path, git.root, install).catch((error: Error) => {
      throw new Error(`${revision.name}: ${error.message}`)
    })
  } catch (error) {
    await folder[Symbol.asyncDispose]()
    throw error
  }
  return { revision, folder: folder.path, [Symbol.asyncDispose]: folder[Symbol.asyncDispose] }
}

/** The working tree is used where it lies. */
const checkOut = async (git: Git, revision: Revision, install: boolean): Promise<Checkout> => {
  const { commit } = revision
  if (commit !== undefined) return unpacked(git, { ...revision, commit }, install)
  const lock = await lockOf(git.root)
  if (lock !== undefined && !(await isInstalled(lock, git.root)))
    throw new Error('node_modules is not what package-lock.json names; npm ci makes it so.')
  return { revision, folder: git.root, [Symbol.asyncDispose]: async () => {} }
}

export type Wanted = {
  /** @default where this branch left main */
  readonly base?: string | undefined
  /** @default the working tree */
  readonly head?: string | undefined
  /** Whether packages that are in no cache may be fetched from the network. */
  readonly install: boolean
}

/** Both revisions of the repository around `folder`, for as long as they are needed. Throws a sentence when it cannot. */
export const checkOutBoth = async (folder: string, { base, head, install }: Wanted) => {
  const git = await gitIn(folder)
  await refuseDirtySubmodules(git)
  const revisions = await revisionsOf(git, base, head)
  const after = await checkOut(git, revisions.head, install)
  const before = await checkOut(git, revisions.base, install).catch(async (error: unknown) => {
    await after[Symbol.asyncDispose]()
    throw error
  })
  const end = async () => {
    await Promise.all([before, after].map((each) => each[Symbol.asyncDispose]()))
  }
  return { git, base: before, head: after, [Symbol.asyncDispose]: end }
}
