/** `npm run diff [-- base [head]]`: what a change does to the manifests. */
import { parseArgs } from 'node:util'
import type { FolderChange } from './change.ts'
import { compare } from './compare.ts'
import { changesOf } from './meaning/changes.ts'
import { checkOutBoth } from './revision/checkout.ts'
import { changedLines } from './source/changed-lines.ts'
import { withLines } from './source/said.ts'
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
  const [base, head] = positionals
  await using both = await checkOutBoth(process.cwd(), { base, head, install: values.install })
  const [folders, lines] = await Promise.all([
    compare(both.base, both.head, { environment: values.environment, env: process.env }),
    changedLines(both.git, both.base.revision, both.head.revision),
  ])
  return withLines(folders, lines)
}

try {
  const folders = await (values['from-yaml'] ? ofYaml() : ofRevisions())
  console.log(JSON.stringify(folders, undefined, 2))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
