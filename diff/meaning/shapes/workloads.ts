/** What makes pods. */
import { absent, block, noise, object, sequence, set } from '../shape.ts'
import { metadata, selector, templateMetadata } from './metadata.ts'
import { podSpec, podTemplate } from './pod.ts'
import { claimSpec } from './storage.ts'

const QUARTER = absent('25%')

const pods = { selector: selector(), template: podTemplate, revisionHistoryLimit: absent(10) }

const deployment = object({
  ...pods,
  replicas: absent(1),
  minReadySeconds: absent(0),
  paused: absent(false),
  progressDeadlineSeconds: absent(600),
  strategy: block({
    type: absent('RollingUpdate'),
    rollingUpdate: block({ maxSurge: QUARTER, maxUnavailable: QUARTER }),
  }),
})

const statefulSet = object({
  ...pods,
  replicas: absent(1),
  minReadySeconds: absent(0),
  podManagementPolicy: absent('OrderedReady'),
  updateStrategy: block({
    type: absent('RollingUpdate'),
    rollingUpdate: block({ partition: absent(0) }),
  }),
  persistentVolumeClaimRetentionPolicy: block({
    whenDeleted: absent('Retain'),
    whenScaled: absent('Retain'),
  }),
  volumeClaimTemplates: {
    list: ['metadata.name'],
    items: object({
      apiVersion: absent('v1'),
      kind: absent('PersistentVolumeClaim'),
      metadata: templateMetadata,
      spec: claimSpec,
      status: noise,
    }),
  },
})

const daemonSet = object({
  ...pods,
  minReadySeconds: absent(0),
  updateStrategy: block({
    type: absent('RollingUpdate'),
    rollingUpdate: block({ maxSurge: absent(0), maxUnavailable: absent(1) }),
  }),
})

const jobSpec = object({
  backoffLimit: absent(6),
  completionMode: absent('NonIndexed'),
  completions: absent(1),
  manualSelector: absent(false),
  parallelism: absent(1),
  podReplacementPolicy: absent(({ podFailurePolicy }) =>
    podFailurePolicy ? 'Failed' : 'TerminatingOrFailed',
  ),
  podFailurePolicy: object({ rules: sequence() }),
  selector: selector(),
  suspend: absent(false),
  template: podTemplate,
})

const cronJob = object({
  concurrencyPolicy: absent('Allow'),
  failedJobsHistoryLimit: absent(1),
  successfulJobsHistoryLimit: absent(3),
  suspend: absent(false),
  jobTemplate: object({ metadata: templateMetadata, spec: jobSpec }),
})

export const workloads = {
  '/Pod': object({ metadata, spec: podSpec }),
  'apps/DaemonSet': object({ metadata, spec: daemonSet }),
  'apps/Deployment': object({ metadata, spec: deployment }),
  'apps/ReplicaSet': object({ metadata, spec: object({ ...pods, replicas: absent(1) }) }),
  'apps/StatefulSet': object({ metadata, spec: statefulSet }),
  'batch/CronJob': object({ metadata, spec: cronJob }),
  'batch/Job': object({ metadata, spec: jobSpec }),
  'policy/PodDisruptionBudget': object({ metadata, spec: object({ selector: selector() }) }),
  'autoscaling/HorizontalPodAutoscaler': object({
    metadata,
    spec: object({ minReplicas: absent(1), metrics: set() }),
  }),
}
