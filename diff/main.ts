/** `npm run diff [-- base [head]]`: what a change does to the manifests. */
import { parseArgs } from 'node:util'
import { changesOf } from './meaning/changes.ts'
import { checkOut } from './revision/checkout.ts'
import { gitIn } from './revision/git.ts'
import { render } from './revision/render.ts'
import { revisionsOf } from './revision/revision.ts'
import { refuseDirtySubmodules } from './revision/submodules.ts'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { environment: { type: 'string' }, install: { type: 'boolean', default: false } },
  })
  const git = await gitIn(process.cwd())
  await refuseDirtySubmodules(git)
  const revisions = await revisionsOf(git, positionals[0], positionals[1])
  await using base = await checkOut(git, revisions.base, values.install)
  await using head = await checkOut(git, revisions.head, values.install)
  const asked = { environment: values.environment, env: process.env }
  const [before, after] = await Promise.all([render(base, asked), render(head, asked)])
  console.log(JSON.stringify(changesOf(before, after), undefined, 2))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
