/** `npm run diff [-- base [head]]`: what a change does to the manifests. */
import { parseArgs } from 'node:util'
import type { FolderChange } from './change.ts'
import { compare } from './compare.ts'
import { changesOf } from './meaning/changes.ts'
import { checkOut } from './revision/checkout.ts'
import { gitIn } from './revision/git.ts'
import { revisionsOf } from './revision/revision.ts'
import { refuseDirtySubmodules } from './revision/submodules.ts'
import { renderingsOfYaml } from './yaml-folders.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    environment: { type: 'string' },
    install: { type: 'boolean', default: false },
    'from-yaml': { type: 'boolean', default: false },
  },
})

const ofYaml = async (): Promise<readonly FolderChange[]> => {
  const [base, head] = positionals
  if (base === undefined || head === undefined)
    throw new Error('--from-yaml takes two folders (or files): npm run diff -- --from-yaml before/ after/')
  const renderings = await renderingsOfYaml(base, head)
  return changesOf(renderings.base, renderings.head)
}

const ofRevisions = async (): Promise<readonly FolderChange[]> => {
  const git = await gitIn(process.cwd())
  await refuseDirtySubmodules(git)
  const revisions = await revisionsOf(git, positionals[0], positionals[1])
  await using base = await checkOut(git, revisions.base, values.install)
  await using head = await checkOut(git, revisions.head, values.install)
  return await compare(base, head, { environment: values.environment, env: process.env })
}

try {
  const folders = await (values['from-yaml'] ? ofYaml() : ofRevisions())
  console.log(JSON.stringify(folders, undefined, 2))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
