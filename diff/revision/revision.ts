/** Which two revisions are compared. */
import type { Git } from './git.ts'

export type Revision = {
  /** As people say it. */
  readonly name: string
  /** `undefined`: the working tree. */
  readonly commit: string | undefined
}

const WORKING_TREE: Revision = { name: 'the working tree', commit: undefined }

/** Branches that may be the trunk, in the order in which they are believed. */
const TRUNKS = ['main', 'origin/main']

const commitOf = (git: Git, name: string) =>
  git.tryAsk('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`)

const findRevision = async (git: Git, name: string): Promise<Revision> => {
  const commit = await commitOf(git, name)
  if (commit) return { name, commit }
  throw new Error(`git knows no revision "${name}" here; a branch, a tag or a commit would be right.`)
}

const short = (commit: string) => commit.slice(0, 9)

const mergeBase = async (git: Git): Promise<Revision> => {
  for (const trunk of TRUNKS) {
    if (!(await commitOf(git, trunk))) continue
    const commit = await git.tryAsk('merge-base', trunk, 'HEAD')
    if (commit) return { name: `${short(commit)}, where this left ${trunk}`, commit }
    throw new Error(
      `HEAD and ${trunk} have no commit in common here; in a shallow clone fetch the history (fetch-depth: 0), or name a base.`,
    )
  }
  throw new Error('there is no branch main here to find the base by; name one: npm run diff -- <base>')
}

/** Default: from where this branch left main, to the working tree. */
export const revisionsOf = async (git: Git, base: string | undefined, head: string | undefined) => ({
  base: base === undefined ? await mergeBase(git) : await findRevision(git, base),
  head: head === undefined ? WORKING_TREE : await findRevision(git, head),
})
