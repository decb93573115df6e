/** Resources that clusters learn, as far as they are common; of any other only the metadata is known. */
import { absent, block, duration, keyed, object, type Shape, scalar, sequence, set } from '../shape.ts'
import { metadata, selector } from './metadata.ts'

const of = (spec: Record<string, Shape>) => object({ metadata, spec: object(spec) })

const scraped = sequence(object({ interval: duration, scrapeTimeout: duration }))
const monitor = of({ selector: selector(), podMetricsEndpoints: scraped, endpoints: scraped })

const prometheusRule = of({
  groups: keyed(['name'], {
    interval: duration,
    rules: sequence(object({ for: duration, keep_firing_for: duration })),
  }),
})

const GATEWAY = 'gateway.networking.k8s.io'
const parent = object({ group: absent(GATEWAY), kind: absent('Gateway') })
const backend = object({ group: absent(''), kind: absent('Service'), weight: absent(1) })

const httpRoute = of({
  parentRefs: set(parent),
  hostnames: set(),
  rules: sequence(
    object({
      matches: set(
        object({ path: object({ type: absent('PathPrefix'), value: absent('/') }), headers: set() }),
      ),
      backendRefs: set(backend),
      timeouts: object({ request: duration, backendRequest: duration }),
    }),
  ),
})

const certificate = of({
  dnsNames: set(),
  ipAddresses: set(),
  usages: set(),
  duration,
  renewBefore: duration,
  issuerRef: object({ kind: absent('Issuer'), group: absent('cert-manager.io') }),
})

/** JSON schema, all the way down. */
const inner: Record<string, Shape> = {}
const schema: Shape = object(inner)
const each: Shape = { values: schema }
Object.assign(inner, {
  properties: each,
  patternProperties: each,
  items: schema,
  additionalProperties: schema,
  not: schema,
  allOf: set(schema),
  anyOf: set(schema),
  oneOf: set(schema),
  required: set(),
  enum: set(),
  default: scalar,
  'x-kubernetes-validations': keyed(['rule']),
})

const crd = of({
  conversion: block({ strategy: absent('None') }),
  names: object({
    listKind: absent(({ kind }) => `${kind}List`),
    singular: absent(({ kind }) => String(kind).toLowerCase()),
    shortNames: set(),
    categories: set(),
  }),
  versions: keyed(['name'], {
    additionalPrinterColumns: keyed(['name'], { priority: absent(0) }),
    schema: object({ openAPIV3Schema: schema }),
  }),
})

export const custom = {
  'apiextensions.k8s.io/CustomResourceDefinition': crd,
  'cert-manager.io/Certificate': certificate,
  [`${GATEWAY}/HTTPRoute`]: httpRoute,
  [`${GATEWAY}/Gateway`]: of({ listeners: keyed(['name']) }),
  'metallb.io/IPAddressPool': of({ addresses: set(), autoAssign: absent(true) }),
  'metallb.io/L2Advertisement': of({ ipAddressPools: set(), interfaces: set() }),
  'monitoring.coreos.com/PodMonitor': monitor,
  'monitoring.coreos.com/ServiceMonitor': monitor,
  'monitoring.coreos.com/PrometheusRule': prometheusRule,
}
