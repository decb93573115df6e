/** Versions of Kubernetes' API that newer minors do not serve. */

import { Cluster } from '../../workloads/environment.ts'
import { identityOf, type Manifest } from '../change.ts'
import { nameOf } from '../objects/name.ts'
import { type Fact, newFacts, type Rule } from './rule.ts'

type Gone = {
  readonly api: string
  readonly kinds: readonly string[]
  readonly since: string
  readonly instead: string
}

/**
 * From https://kubernetes.io/docs/reference/using-api/deprecation-guide/; from 1.34 on by the lifecycle tags of k8s.io/api
 * (three minors after a beta is deprecated it goes).
 */
const GONE: readonly Gone[] = [
  {
    api: 'extensions/v1beta1',
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    since: '1.16',
    instead: 'apps/v1',
  },
  { api: 'extensions/v1beta1', kinds: ['NetworkPolicy'], since: '1.16', instead: 'networking.k8s.io/v1' },
  { api: 'extensions/v1beta1', kinds: ['Ingress'], since: '1.22', instead: 'networking.k8s.io/v1' },
  { api: 'apps/v1beta1', kinds: [], since: '1.16', instead: 'apps/v1' },
  { api: 'apps/v1beta2', kinds: [], since: '1.16', instead: 'apps/v1' },
  {
    api: 'networking.k8s.io/v1beta1',
    kinds: ['Ingress', 'IngressClass'],
    since: '1.22',
    instead: 'networking.k8s.io/v1',
  },
  {
    api: 'rbac.authorization.k8s.io/v1beta1',
    kinds: [],
    since: '1.22',
    instead: 'rbac.authorization.k8s.io/v1',
  },
  { api: 'apiextensions.k8s.io/v1beta1', kinds: [], since: '1.22', instead: 'apiextensions.k8s.io/v1' },
  { api: 'apiregistration.k8s.io/v1beta1', kinds: [], since: '1.22', instead: 'apiregistration.k8s.io/v1' },
  { api: 'scheduling.k8s.io/v1beta1', kinds: [], since: '1.22', instead: 'scheduling.k8s.io/v1' },
  { api: 'coordination.k8s.io/v1beta1', kinds: ['Lease'], since: '1.22', instead: 'coordination.k8s.io/v1' },
  {
    api: 'admissionregistration.k8s.io/v1beta1',
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    since: '1.22',
    instead: 'admissionregistration.k8s.io/v1',
  },
  {
    api: 'certificates.k8s.io/v1beta1',
    kinds: ['CertificateSigningRequest'],
    since: '1.22',
    instead: 'certificates.k8s.io/v1',
  },
  {
    api: 'storage.k8s.io/v1beta1',
    kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
    since: '1.22',
    instead: 'storage.k8s.io/v1',
  },
  { api: 'batch/v1beta1', kinds: ['CronJob'], since: '1.25', instead: 'batch/v1' },
  { api: 'policy/v1beta1', kinds: ['PodDisruptionBudget'], since: '1.25', instead: 'policy/v1' },
  { api: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], since: '1.25', instead: 'Pod Security admission' },
  {
    api: 'discovery.k8s.io/v1beta1',
    kinds: ['EndpointSlice'],
    since: '1.25',
    instead: 'discovery.k8s.io/v1',
  },
  { api: 'events.k8s.io/v1beta1', kinds: ['Event'], since: '1.25', instead: 'events.k8s.io/v1' },
  { api: 'node.k8s.io/v1beta1', kinds: ['RuntimeClass'], since: '1.25', instead: 'node.k8s.io/v1' },
  { api: 'autoscaling/v2beta1', kinds: [], since: '1.25', instead: 'autoscaling/v2' },
  { api: 'autoscaling/v2beta2', kinds: [], since: '1.26', instead: 'autoscaling/v2' },
  {
    api: 'flowcontrol.apiserver.k8s.io/v1beta1',
    kinds: [],
    since: '1.26',
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    api: 'storage.k8s.io/v1beta1',
    kinds: ['CSIStorageCapacity'],
    since: '1.27',
    instead: 'storage.k8s.io/v1',
  },
  {
    api: 'flowcontrol.apiserver.k8s.io/v1beta2',
    kinds: [],
    since: '1.29',
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    api: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kinds: [],
    since: '1.32',
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    api: 'admissionregistration.k8s.io/v1beta1',
    kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    since: '1.34',
    instead: 'admissionregistration.k8s.io/v1',
  },
]

const minorOf = (version: string) => Number(version.split('.')[1])

/** After the newest that a cluster of ours may run. */
const NEXT_MINOR = 1 + Math.max(...Cluster.shape.kubernetes.options.map(minorOf))

const goneFor = ({ apiVersion, kind }: Manifest) =>
  GONE.find(
    ({ api, kinds, since }) =>
      api === apiVersion && (kinds.length === 0 || kinds.includes(kind)) && minorOf(since) <= NEXT_MINOR,
  )

const factsIn = (manifests: readonly Manifest[]): readonly Fact[] =>
  manifests.flatMap((each) => {
    const gone = goneFor(each)
    if (!gone) return []
    const object = identityOf(each)
    const says = `${each.apiVersion} ${each.kind} is not served since Kubernetes ${gone.since}; ${gone.instead} takes its place.`
    return [{ object, key: `${nameOf(object)} ${each.apiVersion}`, says }]
  })

export const apiRemoved = {
  name: 'api-removed',
  why: 'The next Kubernetes minor does not take it.',
  find: (change) => newFacts(change, factsIn),
} as const satisfies Rule
