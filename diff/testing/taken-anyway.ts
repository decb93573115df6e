/** What the API takes where nothing is said, written down a second time, so that a wrong default is no silence. */
import type { Manifest, Value } from '../change.ts'

const DEFAULTS = new Set([
  'apiGroup: "rbac.authorization.k8s.io"',
  'apiVersion: "v1"',
  'backoffLimit: 6',
  'concurrencyPolicy: "Allow"',
  'completions: 1',
  'defaultMode: 420',
  'dnsPolicy: "ClusterFirst"',
  'failedJobsHistoryLimit: 1',
  'failurePolicy: "Fail"',
  'failureThreshold: 3',
  'fsGroupChangePolicy: "Always"',
  'globalDefault: false',
  'hostIPC: false',
  'hostNetwork: false',
  'hostPID: false',
  'imagePullPolicy: "IfNotPresent"',
  'immutable: false',
  'initialDelaySeconds: 0',
  'ipFamilyPolicy: "SingleStack"',
  'matchPolicy: "Equivalent"',
  'maxSurge: 0',
  'maxUnavailable: 1',
  'minReadySeconds: 0',
  'parallelism: 1',
  'partition: 0',
  'periodSeconds: 10',
  'podManagementPolicy: "OrderedReady"',
  'port: 443',
  'privileged: false',
  'progressDeadlineSeconds: 600',
  'protocol: "TCP"',
  'readOnly: false',
  'replicas: 1',
  'restartPolicy: "Always"',
  'revisionHistoryLimit: 10',
  'scheme: "HTTP"',
  'sessionAffinity: "None"',
  'setHostnameAsFQDN: false',
  'shareProcessNamespace: false',
  'successThreshold: 1',
  'successfulJobsHistoryLimit: 3',
  'suspend: false',
  'terminationGracePeriodSeconds: 30',
  'timeoutSeconds: 1',
  'type: "ClusterIP"',
  'type: "Opaque"',
  'type: "RollingUpdate"',
  'volumeMode: "Filesystem"',
])

/** Of the cluster, and no wish. */
const NOISE = [
  'creationTimestamp',
  'resourceVersion',
  'uid',
  'kubectl.kubernetes.io/last-applied-configuration',
]

type At = readonly (string | number)[]

const valueAt = (manifest: Manifest, at: At): Value | undefined =>
  at.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], manifest) as Value

/** It says nothing that its parent does not say already. */
const followsFromParent = (manifest: Manifest, at: At) => {
  const key = at.at(-1)
  const parent = valueAt(manifest, at.slice(0, -1)) as Record<string, Value>
  const isRequest = at.at(-2) === 'requests' && !at.includes('volumeClaimTemplates')
  if (isRequest) return 'limits' in (valueAt(manifest, at.slice(0, -2)) as object)
  if (key === 'listKind') return parent.listKind === `${parent.kind}List`
  if (key === 'singular') return parent.singular === String(parent.kind).toLowerCase()
  if (key === 'targetPort') return parent.port === parent.targetPort
  return (
    key === 'policyTypes' && Array.isArray(parent.egress) === JSON.stringify(parent[key]).includes('Egress')
  )
}

const isDefault = (key: string, value: Value): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).every(([inner, each]) => isDefault(inner, each))
    : DEFAULTS.has(`${key}: ${JSON.stringify(value)}`)

export const isTakenAnyway = (manifest: Manifest, at: At): boolean => {
  const key = String(at.at(-1))
  if (at[0] === 'status' || NOISE.includes(key)) return true
  return isDefault(key, valueAt(manifest, at) as Value) || followsFromParent(manifest, at)
}
