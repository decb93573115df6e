/** Submodules are in no archive: a clean one at the right commit is linked, any other is refused. */
import { rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Git } from './git.ts'
import type { Revision } from './revision.ts'

type Submodule = { readonly path: string; readonly commit: string }

const MODE = '160000'

/** A line of `git ls-tree`: `160000 commit <id>\t<path>`. */
const submodulesAt = async (git: Git, commit: string): Promise<readonly Submodule[]> => {
  const lines = (await git.ask('ls-tree', '-r', '-z', commit)).split('\0')
  return lines
    .filter((line) => line.startsWith(MODE))
    .map((line) => {
      const [head = '', path = ''] = line.split('\t')
      return { path, commit: head.split(' ').at(-1) ?? '' }
    })
}

/** A line of `git status --porcelain=v2`: `1 .M S.MU … <path>`; M and U are changes in files of the submodule. */
const DIRTY = /^[12] \S+ S\S*[MU]\S* (?:\S+ ){5}(.+)$/

/** Throws when a submodule of the working tree has changes that no commit holds: nobody could tell what is compared. */
export const refuseDirtySubmodules = async (git: Git) => {
  const lines = (await git.ask('status', '--porcelain=v2', '-z', '--ignore-submodules=none')).split('\0')
  const path = lines.map((line) => DIRTY.exec(line)?.[1]).find((each) => each !== undefined)
  if (path !== undefined)
    throw new Error(`the submodule ${path} has changes that are in no commit; commit or discard them first.`)
}

export const linkSubmodules = async (git: Git, { name, commit }: Revision, folder: string) => {
  for (const submodule of await submodulesAt(git, commit as string)) {
    const here = await git.tryAsk('-C', submodule.path, 'rev-parse', 'HEAD')
    if (here !== submodule.commit)
      throw new Error(
        `${name} has the submodule ${submodule.path} at ${submodule.commit.slice(0, 9)}, which is not what is checked out here; git submodule update at that revision first.`,
      )
    await rm(join(folder, submodule.path), { recursive: true, force: true })
    await symlink(join(git.root, submodule.path), join(folder, submodule.path), 'dir')
  }
}
