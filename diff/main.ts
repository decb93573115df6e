/** `npm run diff [-- base [head]]`: what a change does, for people and for tools. */
import { parseArgs } from 'node:util'
import type { FolderChange } from './change.ts'
import { comment } from './comment/comment.ts'
import { compare } from './compare.ts'
import type { Accepted } from './judge/accepted.ts'
import { acceptedInCode, acceptedInYaml } from './judge/accepted-files.ts'
import { judge } from './judge/judge.ts'
import { statusOf } from './judge/status.ts'
import { changesOf } from './meaning/changes.ts'
import { checkOut } from './revision/checkout.ts'
import { gitIn } from './revision/git.ts'
import { revisionsOf } from './revision/revision.ts'
import { refuseDirtySubmodules } from './revision/submodules.ts'
import { MARK } from './say/markdown.ts'
import { formatOf, say } from './say/say.ts'
import { renderingsOfYaml } from './yaml-folders.ts'

const COMMENT = 'dist/diff.md'
const WIDTH = 100

type Compared = {
  readonly base: string
  readonly head: string
  readonly folders: readonly FolderChange[]
  readonly accepted: readonly Accepted[]
}

const options = {
  environment: { type: 'string' },
  install: { type: 'boolean', default: false },
  'from-yaml': { type: 'boolean', default: false },
  format: { type: 'string', default: 'terminal' },
  'fail-on': { type: 'string', default: 'look' },
  full: { type: 'boolean', default: false },
  comment: { type: 'boolean', default: false },
} as const

const parse = () => parseArgs({ allowPositionals: true, options })

const ofYaml = async ({ positionals }: ReturnType<typeof parse>): Promise<Compared> => {
  const [base, head] = positionals
  if (base === undefined || head === undefined)
    throw new Error('--from-yaml takes two folders (or files): npm run diff -- --from-yaml before/ after/')
  const renderings = await renderingsOfYaml(base, head)
  const accepted = await acceptedInYaml(base, head)
  return { base, head, folders: changesOf(renderings.base, renderings.head), accepted }
}

const ofRevisions = async ({ values, positionals }: ReturnType<typeof parse>): Promise<Compared> => {
  const git = await gitIn(process.cwd())
  await refuseDirtySubmodules(git)
  const revisions = await revisionsOf(git, positionals[0], positionals[1])
  await using base = await checkOut(git, revisions.base, values.install)
  await using head = await checkOut(git, revisions.head, values.install)
  const folders = await compare(base, head, { environment: values.environment, env: process.env })
  const accepted = await acceptedInCode(base.folder, head.folder)
  return { base: base.revision.name, head: head.revision.name, folders, accepted }
}

const screen = (full: boolean) => ({
  width: process.stdout.columns ?? WIDTH,
  colour: process.stdout.isTTY && !process.env.NO_COLOR,
  full,
})

try {
  const asked = parse()
  const { values } = asked
  const format = formatOf(values.format)
  const { folders, ...compared } = await (values['from-yaml'] ? ofYaml(asked) : ofRevisions(asked))
  const report = judge(folders, compared)
  const status = statusOf(report.verdict, values['fail-on'])
  const body = say.markdown(report)
  if (values.comment) console.log(await comment({ body, mark: MARK, file: COMMENT }, process.env))
  else process.stdout.write(say[format](report, screen(values.full)))
  process.exitCode = status
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
