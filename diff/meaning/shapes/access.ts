/** Who may do what, and who is asked first. */
import type { Value } from '../../change.ts'
import { absent, block, type Fields, keyed, object, type Shape, sequence, set } from '../shape.ts'
import { metadata, selector } from './metadata.ts'

const list = (value: Value | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

const GRANTED = ['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs']

/** What a rule gives, one thing at a time. */
const things = (rule: Fields): readonly (readonly (readonly [string, string])[])[] =>
  GRANTED.reduce<readonly (readonly (readonly [string, string])[])[]>(
    (before, key) => {
      const values = list(rule[key])
      if (values.length === 0) return before
      return before.flatMap((those) => values.map((value) => [...those, [key, value] as const]))
    },
    [[]],
  )

/** However rules are written, they give verbs on things: one rule a thing. */
const oneThingEach = (rules: Value): Value => {
  const given = (rules as readonly Fields[]).flatMap((rule) =>
    things(rule).map((thing) => ({ thing, verbs: list(rule.verbs) })),
  )
  return [...Map.groupBy(given, ({ thing }) => JSON.stringify(thing)).values()].map((those) => ({
    ...Object.fromEntries((those[0]?.thing ?? []).map(([key, value]) => [key, [value]])),
    verbs: [...new Set(those.flatMap(({ verbs }) => verbs))],
  }))
}

const rules: Shape = { ...keyed(GRANTED, { verbs: set() }), rewrite: oneThingEach }

const RBAC = 'rbac.authorization.k8s.io'

const role = object({
  metadata,
  rules,
  aggregationRule: object({ clusterRoleSelectors: set(selector()) }),
})

const binding = object({
  metadata,
  roleRef: object({ apiGroup: absent(RBAC) }),
  subjects: set(object({ apiGroup: absent(({ kind }: Fields) => (kind === 'ServiceAccount' ? '' : RBAC)) })),
})

const webhooks = object({
  metadata,
  webhooks: keyed(['name'], {
    admissionReviewVersions: sequence(),
    clientConfig: object({ service: object({ port: absent(443) }) }),
    failurePolicy: absent('Fail'),
    matchConditions: keyed(['name']),
    matchPolicy: absent('Equivalent'),
    namespaceSelector: selector(true),
    objectSelector: selector(true),
    reinvocationPolicy: absent('Never'),
    rules: set(
      object({
        apiGroups: set(),
        apiVersions: set(),
        operations: set(),
        resources: set(),
        scope: absent('*'),
      }),
    ),
    timeoutSeconds: absent(10),
  }),
})

export const access = {
  [`${RBAC}/Role`]: role,
  [`${RBAC}/ClusterRole`]: role,
  [`${RBAC}/RoleBinding`]: binding,
  [`${RBAC}/ClusterRoleBinding`]: binding,
  '/ServiceAccount': object({
    metadata,
    secrets: keyed(['name']),
    imagePullSecrets: keyed(['name']),
  }),
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': webhooks,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': webhooks,
  'apiregistration.k8s.io/APIService': object({
    metadata,
    spec: object({ service: block({ port: absent(443) }), insecureSkipTLSVerify: absent(false) }),
  }),
}
