/** Pods: merge keys as in Kubernetes' OpenAPI (`x-kubernetes-list-map-keys`), defaults as in its `defaults.go`. */
import type { Value } from '../../change.ts'
import {
  absent,
  block,
  isFields,
  keyed,
  map,
  noise,
  object,
  quantities,
  quantity,
  type Shape,
  sequence,
  set,
} from '../shape.ts'
import { containers, no, resources } from './container.ts'
import { selector, templateMetadata } from './metadata.ts'
import { claimSpec } from './storage.ts'

const READABLE = 0o644

/** They run one after the other. */
const oneByOne: Shape = { ...containers, isOrdered: () => true }

const mode = absent(READABLE)
const files = object({ defaultMode: mode, optional: no, items: keyed(['key']) })

const volumes = keyed(['name'], {
  configMap: files,
  secret: files,
  downwardAPI: object({ defaultMode: mode }),
  projected: object({ defaultMode: mode, sources: sequence(object({ configMap: files, secret: files })) }),
  emptyDir: object({ medium: absent(''), sizeLimit: quantity }),
  hostPath: object({ type: absent('') }),
  persistentVolumeClaim: object({ readOnly: no }),
  csi: object({ readOnly: no }),
  ephemeral: object({ volumeClaimTemplate: object({ metadata: templateMetadata, spec: claimSpec }) }),
})

const terms = object({
  matchExpressions: set(object({ values: set() })),
  matchFields: set(object({ values: set() })),
})
const podTerm = object({
  labelSelector: selector(),
  namespaceSelector: selector(),
  namespaces: set(),
  matchLabelKeys: set(),
  mismatchLabelKeys: set(),
})
const near = block({
  requiredDuringSchedulingIgnoredDuringExecution: set(podTerm),
  preferredDuringSchedulingIgnoredDuringExecution: set(object({ podAffinityTerm: podTerm })),
})

const affinity = block({
  nodeAffinity: block({
    requiredDuringSchedulingIgnoredDuringExecution: object({ nodeSelectorTerms: set(terms) }),
    preferredDuringSchedulingIgnoredDuringExecution: set(object({ preference: terms })),
  }),
  podAffinity: near,
  podAntiAffinity: near,
})

const podSecurity = block({
  runAsNonRoot: no,
  fsGroupChangePolicy: absent('Always'),
  supplementalGroups: set(),
  sysctls: keyed(['name']),
  seccompProfile: object({}),
})

/** `serviceAccount` is the old name of the field. */
const oneAccount = (value: Value): Value =>
  isFields(value) && value.serviceAccount !== undefined
    ? { ...value, serviceAccountName: value.serviceAccountName ?? value.serviceAccount }
    : value

export const podSpec: Shape = {
  rewrite: oneAccount,
  fields: {
    affinity,
    containers,
    initContainers: oneByOne,
    ephemeralContainers: containers,
    dnsPolicy: absent('ClusterFirst'),
    dnsConfig: object({ nameservers: sequence(), searches: sequence(), options: keyed(['name']) }),
    enableServiceLinks: absent(true),
    hostAliases: keyed(['ip'], { hostnames: set() }),
    hostIPC: no,
    hostNetwork: no,
    hostPID: no,
    imagePullSecrets: keyed(['name']),
    nodeSelector: map(),
    overhead: quantities,
    preemptionPolicy: absent('PreemptLowerPriority'),
    readinessGates: set(),
    resourceClaims: keyed(['name']),
    resources,
    restartPolicy: absent('Always'),
    schedulerName: absent('default-scheduler'),
    schedulingGates: keyed(['name']),
    securityContext: podSecurity,
    serviceAccount: noise,
    serviceAccountName: absent('default'),
    setHostnameAsFQDN: no,
    shareProcessNamespace: no,
    terminationGracePeriodSeconds: absent(30),
    tolerations: set(object({ operator: absent('Equal'), value: absent('') })),
    topologySpreadConstraints: keyed(['topologyKey', 'whenUnsatisfiable'], {
      labelSelector: selector(),
      matchLabelKeys: set(),
      nodeAffinityPolicy: absent('Honor'),
      nodeTaintsPolicy: absent('Ignore'),
    }),
    volumes,
  },
}

export const podTemplate = object({ metadata: templateMetadata, spec: podSpec })
