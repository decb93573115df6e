/** Containers: merge keys as in Kubernetes' OpenAPI (`x-kubernetes-list-map-keys`), defaults as in its `defaults.go`. */
import type { Value } from '../../change.ts'
import {
  absent,
  block,
  type Fields,
  isFields,
  keyed,
  object,
  own,
  quantities,
  quantity,
  type Shape,
  scalar,
  sequence,
  set,
} from '../shape.ts'

export const no = absent(false)

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

/** Of a container, or of a whole pod. */
export const resources: Shape = {
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

export const containers = keyed(['name'], CONTAINER)
