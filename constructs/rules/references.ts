/** What is named must be there: the pods of a Service, the settings, accounts, claims and priorities of a pod. */
import type { KubeObject, Manifest } from '../manifest.ts'
import { type PodIn, podsIn, selects } from './pod-spec.ts'

type Named = readonly [kind: string, name: string]

const mounted = (volume: KubeObject): Named[] => {
  if (volume.configMap) return [['ConfigMap', volume.configMap.name]]
  if (volume.persistentVolumeClaim) return [['PersistentVolumeClaim', volume.persistentVolumeClaim.claimName]]
  return []
}

const read = (container: KubeObject): Named[] =>
  (container.envFrom ?? []).flatMap(({ configMapRef }: KubeObject) =>
    configMapRef ? [['ConfigMap', configMapRef.name] as const] : [],
  )

const needs = ({ spec }: PodIn): Named[] => [
  ['ServiceAccount', spec.serviceAccountName],
  ...(spec.priorityClassName ? [['PriorityClass', spec.priorityClassName] as const] : []),
  ...(spec.volumes ?? []).flatMap(mounted),
  ...spec.containers.flatMap(read),
]

const dangling = (manifests: readonly Manifest[], pods: readonly PodIn[]) =>
  manifests
    .filter(({ object }) => object.kind === 'Service')
    .filter(
      ({ object }) =>
        !pods.some(
          ({ namespace, labels }) =>
            namespace === object.metadata.namespace && selects(object.spec.selector, labels),
        ),
    )
    .map(({ path }) => `${path}: the Service selects no pods.`)

const mismatched = (pods: readonly PodIn[]) =>
  pods
    .filter(({ owner }) => ['Deployment', 'StatefulSet'].includes(owner.kind))
    .filter(({ owner, labels }) => !selects(owner.spec.selector.matchLabels, labels))
    .map(({ path }) => `${path}: its selector does not take its own pods.`)

export const referencesHold = (manifests: readonly Manifest[]) => {
  const pods = podsIn(manifests)
  const there = new Set(
    manifests.map(({ object: { kind, metadata } }) =>
      [kind, metadata.namespace ?? '', metadata.name].join(' '),
    ),
  )
  const isThere = (kind: string, name: string, namespace: string) =>
    there.has([kind, namespace, name].join(' ')) || there.has([kind, '', name].join(' '))
  const missing = pods.flatMap((pod) =>
    needs(pod)
      .filter(([kind, name]) => !isThere(kind, name, pod.namespace))
      .map(([kind, name]) => `${pod.path}: there is no ${kind} ${name}.`),
  )
  return [...missing, ...dangling(manifests, pods), ...mismatched(pods)]
}
