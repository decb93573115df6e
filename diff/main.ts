/** `npm run diff [-- base [head]]`: what a change does, for people and for tools. */
import { askedOf, USAGE } from './asked.ts'
import type { FolderChange } from './change.ts'
import { comment } from './comment/comment.ts'
import { compare } from './compare.ts'
import { type ReplicaChange, replicaChanges } from './infra/replica.ts'
import type { Accepted } from './judge/accepted.ts'
import { acceptedFile, acceptedInCode, acceptedInYaml } from './judge/accepted-files.ts'
import { judge } from './judge/judge.ts'
import { statusBy } from './judge/status.ts'
import { changesOf } from './meaning/changes.ts'
import { checkOutBoth } from './revision/checkout.ts'
import { clearScratch } from './revision/scratch.ts'
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

type Asked = ReturnType<typeof askedOf>

const ofYaml = async ({ base, head }: NonNullable<Asked['yaml']>) => {
  const renderings = await renderingsOfYaml(base, head)
  const accepted = await acceptedInYaml(base, head)
  return { folders: changesOf(renderings.base, renderings.head), accepted, acceptIn: acceptedFile(head) }
}

const ofRevisions = async ({ values, base, head }: Asked): Promise<Compared> => {
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

const compared = async (asked: Asked): Promise<Compared> => {
  const { yaml, base = '', head = '' } = asked
  return yaml ? { base, head, ...(await ofYaml(yaml)) } : ofRevisions(asked)
}

const told = async (asked: Asked) => {
  const { values } = asked
  const [format, statusOf] = [formatOf(values.format), statusBy(values['fail-on'])]
  const { folders, ...of } = await compared(asked)
  const report = judge(folders, of)
  if (values.comment) {
    const body = say.markdown(report)
    console.log(await comment({ body, mark: MARK, file: COMMENT }, process.env))
  } else process.stdout.write(say[format](report, screen(values.full)))
  process.exitCode = statusOf(report.verdict)
}

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => {
    clearScratch()
    process.exit(status)
  })

try {
  // npm runs it in the repository's root, wherever it was typed.
  const asked = askedOf(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
  if (asked.values.help) process.stdout.write(USAGE)
  else await told(asked)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
