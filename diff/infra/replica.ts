/** What a change in `infra/` does to the cloud: by Pulumi's own preview, or by what the program asks of recorded mocks. */
import type { Git } from '../revision/git.ts'
import type { Revision } from '../revision/revision.ts'
import { cloudChanges } from './compare.ts'
import { previewIn } from './pulumi.ts'
import { recordedIn } from './recorded.ts'
import type { Cloud, CloudChange } from './resource.ts'

export type ReplicaChange = {
  /** The stack, or the shape of its cluster. */
  readonly of: string
  /** In half a sentence: what it was found out by. */
  readonly by: string
  readonly changes: readonly CloudChange[]
  readonly base: Cloud
  readonly head: Cloud
  /** One sentence: why nobody knows what happens. */
  readonly unknown?: string
}

export type Side = { readonly folder: string; readonly revision: Revision }

const FILES = ['infra', 'Pulumi.yaml']

const isTouched = async (git: Git, base: Revision, head: Revision) => {
  const revisions = [base.commit, head.commit].filter((commit) => commit !== undefined)
  const changed = await git.ask('diff', '--name-only', ...revisions, '--', ...FILES)
  const fresh =
    head.commit === undefined
      ? await git.ask('ls-files', '--others', '--exclude-standard', '--', ...FILES)
      : ''
  return `${changed}${fresh}`.trim() !== ''
}

const NOTHING: Cloud = { resources: [], month: undefined }

const recordedAt = ({ folder, revision }: Side, env: NodeJS.ProcessEnv) =>
  recordedIn(folder, env).catch((error: Error) => {
    throw new Error(`at ${revision.name} it does not stand up: ${error.message}`)
  })

const byMocks = async (base: Side, head: Side, env: NodeJS.ProcessEnv): Promise<readonly ReplicaChange[]> => {
  const [before, after] = await Promise.all([recordedAt(base, env), recordedAt(head, env)])
  return [...new Set([...before.keys(), ...after.keys()])].map((shape) => {
    const [from, to] = [before.get(shape) ?? NOTHING, after.get(shape) ?? NOTHING]
    return {
      of: shape,
      by: 'recorded mocks',
      changes: cloudChanges(from.resources, to.resources),
      base: from,
      head: to,
    }
  })
}

/** Only what stands now can be previewed, and only by the code that lies here. */
const byPreview = async (head: Side, env: NodeJS.ProcessEnv): Promise<ReplicaChange | string> => {
  if (head.revision.commit !== undefined) return 'only the working tree can be previewed'
  const previewed = await previewIn(head.folder, env)
  if (typeof previewed === 'string') return previewed
  const { changes, base, head: after } = previewed
  const of = env.PULUMI_STACK ?? 'the selected stack'
  return {
    of,
    by: 'pulumi preview',
    changes,
    base: { resources: base, month: undefined },
    head: { resources: after, month: undefined },
  }
}

const unknown = (error: Error): readonly ReplicaChange[] => [
  {
    of: 'unknown',
    by: 'recorded mocks',
    changes: [],
    base: NOTHING,
    head: NOTHING,
    unknown: `${error.message}.`,
  },
]

/** What it costs is what each revision says itself; the preview says the rest. */
const onlyCost = (each: ReplicaChange): ReplicaChange => ({
  ...each,
  changes: [],
  base: { ...each.base, resources: [] },
  head: { ...each.head, resources: [] },
})

/** Nothing where no file of it changed. */
export const replicaChanges = async (
  sides: { readonly base: Side; readonly head: Side },
  git: Git,
  env: NodeJS.ProcessEnv,
): Promise<readonly ReplicaChange[]> => {
  if (!(await isTouched(git, sides.base.revision, sides.head.revision))) return []
  const recorded = byMocks(sides.base, sides.head, env).catch(unknown)
  const [preview, mocks] = await Promise.all([byPreview(sides.head, env), recorded])
  if (typeof preview !== 'string') return [preview, ...mocks.map(onlyCost)]
  return mocks.map((each) => ({ ...each, by: `${each.by}, for ${preview}` }))
}
