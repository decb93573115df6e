/** cdk8s-plus-28, by its only door: a newer one changes this file. What it cannot say of a pod is said here, once. */
import { ApiObject } from 'cdk8s'
import type { Construct } from 'constructs'

export * from 'cdk8s-plus-28'

/** It marks pods with a hash of their place in the code, so that moving code would restart them. */
const ADDRESS_LABEL = 'cdk8s.io/metadata.addr'

export interface PodWords {
  /** Labels by which these pods are known; they are spread over nodes by them. @default - not spread */
  readonly spread?: Readonly<Record<string, string>>
  /** Name of the PriorityClass. @default - the cluster's */
  readonly priority?: string | undefined
  /**
   * Seconds between leaving the Service and SIGTERM, so that no request is routed to a pod that has gone.
   * @default 0
   */
  readonly drain?: number
  /** Further group that its processes belong to, by number. @default - none */
  readonly group?: number | undefined
}

type PodTemplate = {
  metadata: { labels: Record<string, string> }
  spec: Record<string, unknown> & { containers: Record<string, unknown>[]; securityContext: object }
}
type Service = { spec: { externalIPs?: unknown; selector: Record<string, string> } }
type Workload = { spec: { template: PodTemplate } & { jobTemplate?: { spec: { template: PodTemplate } } } }

/** Changes the finished manifest. A JsonPatch would not do: what Kubernetes 1.28 did not know is dropped after it. */
export const amend = <Shape extends object>(construct: Construct, change: (manifest: Shape) => void) => {
  const object = ApiObject.of(construct)
  const synthesised = object.toJson.bind(object)
  object.toJson = () => {
    const manifest: Shape = synthesised()
    change(manifest)
    return manifest
  }
}

const spreadOver = (labels: Readonly<Record<string, string>>) => [
  {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: labels },
    // Else the pods of the version that is leaving count, and both new ones land on one node.
    matchLabelKeys: ['pod-template-hash'],
  },
]

const complete = ({ metadata, spec }: PodTemplate, { spread, priority, drain, group }: PodWords) => {
  delete metadata.labels[ADDRESS_LABEL]
  // A Service named midi would put MIDI_PORT=tcp://… into every pod, over the setting of that name.
  spec.enableServiceLinks = false
  if (priority) spec.priorityClassName = priority
  if (group) Object.assign(spec.securityContext, { supplementalGroups: [group] })
  if (spread) spec.topologySpreadConstraints = spreadOver(spread)
  for (const container of drain ? spec.containers : [])
    container.lifecycle = { preStop: { sleep: { seconds: drain } } }
}

/** Completes what cdk8s-plus-28 makes of a Deployment, StatefulSet, Job or CronJob. */
export const completePod = (workload: Construct, words: PodWords = {}) =>
  amend<Workload>(workload, ({ spec }) => complete(spec.jobTemplate?.spec.template ?? spec.template, words))

/** Takes out of a Service what is deprecated and always empty, and the address that a StatefulSet adds to its selector. */
export const completeService = (service: Construct) =>
  amend<Service>(service, ({ spec }) => {
    delete spec.externalIPs
    delete spec.selector[ADDRESS_LABEL]
  })
