/** `npm run diff [-- base [head]]`: what a change does, for people and for tools. */
import { parseArgs } from 'node:util'
import type { FolderChange } from './change.ts'
import { comment } from './comment/comment.ts'
import { compare } from './compare.ts'
import { type ReplicaChange, replicaChanges } from './infra/replica.ts'
import type { Accepted } from './judge/accepted.ts'
import { acceptedFile, acceptedInCode, acceptedInYaml } from './judge/accepted-files.ts'
import { judge } from './judge/judge.ts'
import { statusOf } from './judge/status.ts'
import { changesOf } from './meaning/changes.ts'
import { checkOutBoth } from './revision/checkout.ts'
import { MARK } from './say/markdown.ts'
import { formatOf, say } from './say/say.ts'
import { changedLines } from './source/changed-lines.ts'
import { withLines } from './source/said.ts'
import { renderingsOfYaml } from './yaml-folders.ts'

const COMMENT = 'dist/diff.md'
const WIDTH = 100

type Compared = {
  readonly base: string
  readonly head: string
  readonly folders: readonly FolderChange[]
  readonly accepted: readonly Accepted[]
  readonly acceptIn?: string
  readonly replica?: readonly ReplicaChange[]
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
  const folders = changesOf(renderings.base, renderings.head)
  return { base, head, folders, accepted, acceptIn: acceptedFile(head) }
}

const ofRevisions = async ({ values, positionals }: ReturnType<typeof parse>): Promise<Compared> => {
  const [base, head] = positionals
  await using both = await checkOutBoth(process.cwd(), { base, head, install: values.install })
  const [folders, lines, replica] = await Promise.all([
    compare(both.base, both.head, { environment: values.environment, env: process.env }),
    changedLines(both.git, both.base.revision, both.head.revision),
    replicaChanges(both, both.git, process.env),
  ])
  const accepted = await acceptedInCode(both.base.folder, both.head.folder)
  const names = { base: both.base.revision.name, head: both.head.revision.name }
  return { ...names, folders: withLines(folders, lines), accepted, replica }
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
