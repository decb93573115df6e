/** The objects of the very charts that home runs, in the order of application. */
import { type KubeObject, manifestsOf } from '../../constructs/manifest.ts'
import { foldersOf } from '../../workloads/charts.ts'
import type { Cluster, Environment } from '../../workloads/environment.ts'
import { places } from '../../workloads/environments.ts'

/** The cluster as the environments file has it. */
export const clusterFileOf = ({ cluster }: Environment): Cluster =>
  places.clusters.find(({ name }) => name === cluster) as Cluster

/** Kind → what is otherwise in what Pulumi owns. */
const OWNED: Readonly<Record<string, (object: KubeObject) => KubeObject>> = {
  // One that Kubernetes takes away would be missed at the next refresh.
  Job: ({ spec: { ttlSecondsAfterFinished: _, ...spec }, ...object }) => ({ ...object, spec }),
  // A volume that outlived the replica would be paid for and forgotten; the guard has seen that home holds all.
  StorageClass: (object) => ({ ...object, reclaimPolicy: 'Delete' }),
}

const owned = (object: KubeObject) => OWNED[object.kind]?.(object) ?? object

/** Kind → what Pulumi's provider is told of it. */
const NOTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // It is bound when its pod comes, or at once where its disk is there: the provider expects one of the two, and waits in vain.
  PersistentVolumeClaim: { 'pulumi.com/skipAwait': 'true' },
  // One that has failed would be waited for at each further `up`.
  Job: { 'pulumi.com/replaceUnready': 'true' },
}

const noted = (object: KubeObject): KubeObject => {
  const notes = NOTES[object.kind]
  if (!notes) return object
  const { metadata } = object
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...notes } } }
}

export const objectsOf = (environment: Environment): readonly KubeObject[] =>
  foldersOf({ clusters: [clusterFileOf(environment)], environments: [environment] })
    .flatMap(({ charts }) => charts.flatMap(manifestsOf))
    .map(({ object }) => noted(owned(object)))

/** Unique in a cluster, and the same however the charts are arranged. */
export const nameOf = ({ kind, metadata }: KubeObject) =>
  [kind, metadata.namespace, metadata.name].filter(Boolean).join('/')

const named = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  const { secretName, secretKeyRef } = value as { secretName?: string; secretKeyRef?: { name: string } }
  return [secretName, secretKeyRef?.name, ...Object.values(value).flatMap(named)].filter(
    (name) => name !== undefined,
  )
}

/** Names of the Secrets that the objects ask for. */
export const secretsIn = (objects: readonly KubeObject[]) => [...new Set(objects.flatMap(named))].sort()
