/** A resource that goes first at a destroy, and refuses to go while home lacks a change. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'

type Inputs = { readonly loseChanges?: string }

const LEVEL = ['scripts/level/main.ts', '--home-has-all']
const PROJECT = join(import.meta.dirname, '..', '..')

/** Exit code 0 says that home holds all that the replica holds; anything else is why it is not known to. */
const compare = () =>
  new Promise<string | undefined>((resolve) => {
    execFile(process.execPath, LEVEL, { cwd: PROJECT }, (error, said, complaint) =>
      resolve(error ? `${said}${complaint}`.trim() || error.message : undefined),
    )
  })

export const create = async (inputs: Inputs) => ({ id: 'last-out', outs: inputs })

export const diff = async (_id: string, olds: Inputs, news: Inputs) => ({
  changes: olds.loseChanges !== news.loseChanges,
})

export const update = async (_id: string, _olds: Inputs, news: Inputs) => ({ outs: news })

/** Rejects with a sentence that says what home lacks, and then nothing is deleted. */
const remove = async (_id: string, { loseChanges }: Inputs) => {
  if (loseChanges) return
  const why = await compare()
  if (why === undefined) return
  throw new Error(
    `Nothing is destroyed, because home may lack what this replica holds: ${why}\nTake it home with \`npm run replica -- down\`; or say why the changes may be lost: pulumi config set lounge:loseChanges "…", pulumi up, and again.`,
  )
}

export { remove as delete }
