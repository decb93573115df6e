/** Workloads as they were and as they are. */
import type { FolderChange } from '../change.ts'
import { type Pods, tryPodsOf } from './pods.ts'

export type Pair = { readonly from: Pods | undefined; readonly to: Pods }

/** Those that are new or changed; a job that is named by its content is the same under its next name. */
export const pairsIn = ({ base, changes }: FolderChange): readonly Pair[] =>
  changes.flatMap(({ from, to, identity }) => {
    const pods = to && tryPodsOf(to)
    if (!pods) return []
    const before = from ?? base.find((each) => each.kind === identity.kind && isSame(each, pods))
    return [{ from: before && tryPodsOf(before), to: pods }]
  })

const isSame = (object: Parameters<typeof tryPodsOf>[0], { name, namespace }: Pods) => {
  const pods = tryPodsOf(object)
  return pods?.name === name && pods.namespace === namespace
}
