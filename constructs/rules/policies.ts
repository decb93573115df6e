/** Network policies: every namespace of ours denies by default, every pod has a policy, and every policy has pods. */
import type { Manifest } from '../manifest.ts'
import { podsIn, selects } from './pod-spec.ts'

const policiesIn = (manifests: readonly Manifest[]) =>
  manifests.filter(({ object }) => object.kind === 'NetworkPolicy')

const isDefault = ({ object }: Manifest) => Object.keys(object.spec.podSelector).length === 0

const labelsOf = ({ object }: Manifest) => object.spec.podSelector.matchLabels ?? {}

export const policiesCoverPods = (manifests: readonly Manifest[]) => {
  const policies = policiesIn(manifests)
  const pods = podsIn(manifests)
  const isIn = (policy: Manifest, namespace: string) => policy.object.metadata.namespace === namespace
  const open = manifests
    .filter(({ object }) => object.kind === 'Namespace')
    .filter(({ object }) => !policies.some((each) => isDefault(each) && isIn(each, object.metadata.name)))
    .map(
      ({ path, object }) =>
        `${path}: the namespace ${object.metadata.name} needs a policy that denies by default.`,
    )
  const bare = pods
    .filter(
      (pod) =>
        !policies.some(
          (each) => !isDefault(each) && isIn(each, pod.namespace) && selects(labelsOf(each), pod.labels),
        ),
    )
    .map(({ path }) => `${path}: no network policy says whom its pods may talk with.`)
  const idle = policies
    .filter((each) => !isDefault(each))
    .filter((each) => !pods.some((pod) => isIn(each, pod.namespace) && selects(labelsOf(each), pod.labels)))
    .map(({ path }) => `${path}: the network policy is for pods that nothing makes.`)
  return [...open, ...bare, ...idle]
}
