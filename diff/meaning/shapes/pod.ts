/** Pods: merge keys as in Kubernetes' OpenAPI (`x-kubernetes-list-map-keys`), defaults as in its `defaults.go`. */
import type { Value } from '../../change.ts'
import {
  absent,
  block,
  type Fields,
  isFields,
  keyed,
  map,
  noise,
  object,
  own,
  quantities,
  quantity,
  type Shape,
  scalar,
  sequence,
  set,
} from '../shape.ts'
import { selector, templateMetadata } from './metadata.ts'
import { claimSpec } from './storage.ts'

const no = absent(false)
const READABLE = 0o644

const httpGet = object({ path: absent('/'), scheme: absent('HTTP'), httpHeaders: sequence(), port: scalar })
const handlers = { httpGet, grpc: object({ service: absent('') }), exec: object({ command: sequence() }) }

const probe = object({
  ...handlers,
  initialDelaySeconds: absent(0),
  timeoutSeconds: absent(1),
  periodSeconds: absent(10),
  successThreshold: absent(1),
  failureThreshold: absent(3),
})

/** `latest` moves, so it is looked up each time. */
const pullPolicy = ({ image }: Fields) =>
  /(:latest|^[^@:]+|\/[^@:]+)$/.test(String(image ?? '')) ? 'Always' : 'IfNotPresent'

/** What is limited and not requested is requested as far as it is limited. */
const fillRequests = (value: Value): Value => {
  if (!isFields(value) || !isFields(value.limits)) return value
  const requests = isFields(value.requests) ? value.requests : {}
  const missing = Object.entries(value.limits).filter(([key]) => (own(requests, key) ?? null) === null)
  return { ...value, requests: { ...requests, ...Object.fromEntries(missing) } }
}

const resources: Shape = {
  ...block({ limits: quantities, requests: quantities, claims: keyed(['name']) }),
  rewrite: fillRequests,
}

const reference = object({ optional: no })

const env: Shape = {
  ...keyed(['name'], {
    name: scalar,
    value: absent(''),
    valueFrom: object({
      configMapKeyRef: reference,
      secretKeyRef: reference,
      fieldRef: object({ apiVersion: absent('v1') }),
      resourceFieldRef: object({ divisor: { ...quantity, absent: '0' } }),
    }),
  }),
  // A value may only use those before it.
  isOrdered: (members) => JSON.stringify(members).includes('$('),
}

const containerSecurity = block({
  privileged: no,
  readOnlyRootFilesystem: no,
  allowPrivilegeEscalation: absent(true),
  procMount: absent('Default'),
  capabilities: block({ add: set(), drop: set() }),
  seLinuxOptions: block(),
  seccompProfile: object({}),
})

const CONTAINER = {
  args: sequence(),
  command: sequence(),
  env,
  // The later one wins.
  envFrom: sequence(object({ prefix: absent(''), configMapRef: reference, secretRef: reference })),
  image: scalar,
  imagePullPolicy: absent(pullPolicy),
  lifecycle: block({ preStop: object(handlers), postStart: object(handlers) }),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  ports: keyed(['containerPort', 'protocol'], { protocol: absent('TCP'), hostPort: absent(0) }),
  resizePolicy: set(),
  resources,
  securityContext: containerSecurity,
  stdin: no,
  stdinOnce: no,
  tty: no,
  terminationMessagePath: absent('/dev/termination-log'),
  terminationMessagePolicy: absent('File'),
  volumeDevices: keyed(['devicePath']),
  volumeMounts: keyed(['mountPath'], { readOnly: no, subPath: absent('') }),
}

const containers = keyed(['name'], CONTAINER)
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
