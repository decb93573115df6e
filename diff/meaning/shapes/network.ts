/** Who is reached, and by whom. */
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
  type Shape,
  sequence,
  set,
} from '../shape.ts'
import { metadata, selector } from './metadata.ts'

const peers = set(
  object({
    podSelector: selector(),
    namespaceSelector: selector(),
    ipBlock: object({ except: set() }),
  }),
)
const ports = set(object({ protocol: absent('TCP') }))

const each = (value: Value | undefined): readonly (Value | undefined)[] =>
  Array.isArray(value) && value.length > 0 ? value : [undefined]

const only = (key: string, value: Value | undefined) => (value === undefined ? {} : { [key]: [value] })

/** A rule opens each of its peers on each of its ports, however many are said at once: one edge, one rule. */
const edges =
  (side: 'from' | 'to') =>
  (rules: Value): Value =>
    (rules as readonly Fields[]).flatMap((rule) =>
      each(rule[side]).flatMap((peer) =>
        each(rule.ports).map((port) => ({ ...only(side, peer), ...only('ports', port) })),
      ),
    )

const rules = (side: 'from' | 'to'): Shape => ({
  ...set(object({ [side]: peers, ports })),
  rewrite: edges(side),
})

const directions = ({ egress }: Fields) =>
  Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']

const policy = object({
  podSelector: selector(),
  ingress: rules('from'),
  egress: rules('to'),
  policyTypes: { ...set(), absent: directions },
})

/** Rules of one host are one rule. */
const byHost = (value: Value): Value =>
  [...Map.groupBy(value as readonly Fields[], ({ host }) => host ?? '')].map(([host, those]) => ({
    ...(host !== '' && { host }),
    ...(those.some(({ http }) => isFields(http)) && {
      http: { paths: those.flatMap(({ http }) => (isFields(http) ? ((http.paths as Value[]) ?? []) : [])) },
    }),
  }))

const ingress = object({
  rules: {
    ...keyed(['host'], { http: object({ paths: keyed(['path', 'pathType']) }) }),
    rewrite: byHost,
  },
  tls: set(object({ hosts: set() })),
})

const service = object({
  type: absent('ClusterIP'),
  allocateLoadBalancerNodePorts: absent(true),
  externalIPs: set(),
  externalTrafficPolicy: absent('Cluster'),
  internalTrafficPolicy: absent('Cluster'),
  clusterIPs: noise,
  ipFamilies: sequence(),
  ipFamilyPolicy: absent('SingleStack'),
  loadBalancerSourceRanges: set(),
  ports: keyed(['port', 'protocol'], {
    protocol: absent('TCP'),
    targetPort: absent(({ port }: Fields) => port),
  }),
  publishNotReadyAddresses: absent(false),
  selector: map(),
  sessionAffinity: absent('None'),
  sessionAffinityConfig: block({ clientIP: block({ timeoutSeconds: absent(10_800) }) }),
})

export const network = {
  '/Service': object({ metadata, spec: service }),
  'networking.k8s.io/Ingress': object({ metadata, spec: ingress }),
  'networking.k8s.io/NetworkPolicy': object({ metadata, spec: policy }),
}
