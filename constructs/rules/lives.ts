/** How pods live: they are asked whether they do, and of single owners there are never two. */
import type { Manifest } from '../manifest.ts'
import { podsIn } from './pod-spec.ts'

const SERVING = ['Deployment', 'StatefulSet', 'DaemonSet']

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe']

export const probesAreThere = (manifests: readonly Manifest[]) =>
  podsIn(manifests)
    .filter(({ kind }) => SERVING.includes(kind))
    .flatMap(({ path, spec }) =>
      PROBES.filter((probe) => !spec.containers[0]?.[probe]).map(
        (probe) => `${path}: the container needs a ${probe}.`,
      ),
    )

const isAlone = ({ spec }: Manifest['object']) => spec.replicas === 1 && spec.strategy?.type === 'Recreate'

/** What holds a volume that one node may mount, or a device, is replaced by going first; more than one has a budget. */
export const ownersAreAlone = (manifests: readonly Manifest[]) => {
  const budgets = manifests
    .filter(({ object }) => object.kind === 'PodDisruptionBudget')
    .map(({ object }) => object.metadata.name)
  return manifests
    .filter(({ object }) => object.kind === 'Deployment')
    .flatMap(({ path, object }) => {
      const { volumes = [] } = object.spec.template.spec
      const owns = volumes.some((volume: object) => 'persistentVolumeClaim' in volume || 'hostPath' in volume)
      if (owns && !isAlone(object))
        return [`${path}: it owns a volume or a device, so it must be one and be recreated.`]
      if (object.spec.replicas > 1 && !budgets.includes(object.metadata.name))
        return [`${path}: it has replicas, so it needs a disruption budget.`]
      return []
    })
}
