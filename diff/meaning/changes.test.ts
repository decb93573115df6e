/** Objects by identity, fields by what the API takes for the same. */
import { describe, expect, test } from 'vitest'
import { identityOf, type Manifest, type Place } from '../change.ts'
import { changesBetween, line, lines, parsed } from '../testing/manifests.ts'
import { changesOf } from './changes.ts'

const thing = (kind: string, spec: string, apiVersion = 'v1') => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: one, namespace: here}
${spec}
`
const pod = (spec: string) => thing('Pod', `spec: {${spec}}`)
const container = (rest: string) => pod(`containers: [{name: a, image: 'a:1'${rest && `, ${rest}`}}]`)

describe('what is the same for the API is no change', () => {
  test.each([
    [
      'a default',
      container(''),
      container('imagePullPolicy: IfNotPresent, ports: [], terminationMessagePolicy: File'),
    ],
    [
      'a default that hangs on its neighbour',
      container(''),
      container('').replace("'a:1'", "'a:1', imagePullPolicy: IfNotPresent"),
    ],
    [
      'a protocol',
      container('ports: [{containerPort: 80}]'),
      container('ports: [{containerPort: 80, protocol: TCP}]'),
    ],
    [
      'a quantity',
      container('resources: {limits: {cpu: 1500m, memory: 1Gi}}'),
      container(
        'resources: {limits: {cpu: 1.5, memory: 1073741824}, requests: {cpu: "1.5", memory: 1024Mi}}',
      ),
    ],
    [
      'the order of variables',
      container('env: [{name: A, value: a}, {name: B, value: b}]'),
      container('env: [{name: B, value: b}, {name: A, value: a}]'),
    ],
    [
      'the order of capabilities',
      container('securityContext: {capabilities: {drop: [A, B]}}'),
      container('securityContext: {privileged: false, capabilities: {drop: [B, A]}}'),
    ],
    [
      'the order of tolerations',
      pod('tolerations: [{key: a, value: x}, {key: b, operator: Exists}]'),
      pod('tolerations: [{key: b, operator: Exists}, {key: a, operator: Equal, value: x}]'),
    ],
    ['the old name of a field', pod('serviceAccount: me'), pod('serviceAccountName: me')],
    ['nothing in particular', pod('securityContext: {}'), pod('nodeSelector: {}, affinity: null')],
    [
      'a mode',
      pod('volumes: [{name: a, configMap: {name: a}}]'),
      pod('volumes: [{name: a, configMap: {name: a, defaultMode: 0644}}]'),
    ],
    [
      'a target port',
      thing('Service', 'spec: {ports: [{port: 80}]}'),
      thing('Service', 'spec: {type: ClusterIP, ports: [{port: 80, targetPort: 80, protocol: TCP}]}'),
    ],
    [
      'stringData',
      thing('Secret', 'stringData: {a: hello}'),
      thing('Secret', 'type: Opaque\ndata: {a: aGVsbG8=}'),
    ],
    [
      'what the cluster writes',
      thing('ConfigMap', 'data: {a: b}'),
      thing('ConfigMap', 'data: {a: b}\nstatus: {x: 1}').replace(
        'name: one',
        'name: one, resourceVersion: "3", uid: x',
      ),
    ],
    [
      'how edges are grouped',
      policy('[{from: [{podSelector: {}}, {namespaceSelector: {}}], ports: [{port: 1}, {port: 2}]}]'),
      policy(
        '[{from: [{namespaceSelector: {}}], ports: [{port: 2}, {port: 1}]}, {from: [{podSelector: {}}], ports: [{port: 1, protocol: TCP}]}, {from: [{podSelector: {}}], ports: [{port: 2}]}]',
      ),
    ],
    [
      'how grants are grouped',
      role('[{apiGroups: [""], resources: [pods, secrets], verbs: [get, list]}]'),
      role(
        '[{apiGroups: [""], resources: [secrets], verbs: [list, get]}, {apiGroups: [""], resources: [pods], verbs: [get]}, {apiGroups: [""], resources: [pods], verbs: [list]}]',
      ),
    ],
    ['an interval', rule('60s'), rule('1m')],
  ])('%s', (_, base, head) => {
    expect(lines(base, head)).toEqual([])
  })
})

function policy(ingress: string) {
  return thing('NetworkPolicy', `spec: {podSelector: {}, ingress: ${ingress}}`, 'networking.k8s.io/v1')
}
function role(rules: string) {
  return thing('Role', `rules: ${rules}`, 'rbac.authorization.k8s.io/v1')
}
function rule(interval: string) {
  return thing(
    'PrometheusRule',
    `spec: {groups: [{name: a, interval: ${interval}}]}`,
    'monitoring.coreos.com/v1',
  )
}

describe('what is not the same is said where it is', () => {
  test.each([
    [
      'a variable by its name',
      container('env: [{name: A, value: a}]'),
      container('env: [{name: B, value: b}, {name: A, value: c}]'),
      [
        'spec.containers.[a].env.[A].value: "a" → "c"',
        'spec.containers.[a].env.[B]: - → {"name":"B","value":"b"}',
      ],
    ],
    [
      'a port by number and protocol',
      container('ports: [{containerPort: 53}]'),
      container('ports: [{containerPort: 53, protocol: UDP}]'),
      [
        'spec.containers.[a].ports.[53 TCP]: {"containerPort":53} → -',
        'spec.containers.[a].ports.[53 UDP]: - → {"containerPort":53,"protocol":"UDP"}',
      ],
    ],
    [
      'a mount by its path',
      container('volumeMounts: [{name: a, mountPath: /a}]'),
      container('volumeMounts: [{name: b, mountPath: /a}]'),
      ['spec.containers.[a].volumeMounts.[/a].name: "a" → "b"'],
    ],
    [
      'a word that is left out, with what it then is',
      thing('Deployment', 'spec: {replicas: 3}', 'apps/v1'),
      thing('Deployment', 'spec: {}', 'apps/v1'),
      ['spec.replicas: 3 → 1'],
    ],
    [
      'a port as a number and as a name',
      thing('Service', 'spec: {ports: [{port: 80, targetPort: 8080}]}'),
      thing('Service', 'spec: {ports: [{port: 80, targetPort: "8080"}]}'),
      ['spec.ports.[80 TCP].targetPort: 8080 → "8080"'],
    ],
    [
      'an edge that is opened',
      policy('[{from: [{podSelector: {}}], ports: [{port: 1}]}]'),
      policy('[{from: [{podSelector: {}}], ports: [{port: 1}, {port: 2}]}]'),
      [
        'spec.ingress.{{"from":[{"podSelector":{}}],"ports":[{"port":2}]}}: - → {"from":[{"podSelector":{}}],"ports":[{"port":2}]}',
      ],
    ],
    [
      'a verb that is given',
      role('[{apiGroups: [""], resources: [pods], verbs: [get]}]'),
      role('[{apiGroups: [""], resources: [pods], verbs: [get, delete]}]'),
      ['rules.[pods].verbs.{"delete"}: - → "delete"'],
    ],
    [
      'an argument',
      container('args: [-a, -b]'),
      container('args: [-a, -c, -b]'),
      [
        'spec.containers.[a].args.{"-c"}: - → "-c"',
        'spec.containers.[a].args in order: ["-a","-b"] → ["-a","-c","-b"]',
      ],
    ],
    [
      'an argument in place',
      container('args: [--level=1, x]'),
      container('args: [--level=2, x]'),
      ['spec.containers.[a].args.0: "--level=1" → "--level=2"'],
    ],
    [
      'the order in which pods begin',
      pod('initContainers: [{name: a}, {name: b}]'),
      pod('initContainers: [{name: b}, {name: a}]'),
      ['spec.initContainers in order: ["a","b"] → ["b","a"]'],
    ],
    [
      'the order of variables that use each other',
      container('env: [{name: A, value: a}, {name: B, value: $(A)}]'),
      container('env: [{name: B, value: $(A)}, {name: A, value: a}]'),
      ['spec.containers.[a].env in order: ["A","B"] → ["B","A"]'],
    ],
    [
      'what follows from another word',
      container(''),
      container('').replace('a:1', 'a:latest'),
      [
        'spec.containers.[a].image: "a:1" → "a:latest"',
        'spec.containers.[a].imagePullPolicy: "IfNotPresent" → "Always"',
      ],
    ],
    [
      'a field that only seems to be there',
      thing('Thing', 'spec: {a: {}}', 'example.org/v1'),
      thing('Thing', 'spec: {a: {constructor: 1}}', 'example.org/v1'),
      ['spec.a.constructor: - → 1'],
    ],
    [
      'a null of a resource that nobody described',
      thing('Release', 'spec: {values: {a: null}}', 'example.org/v1'),
      thing('Release', 'spec: {values: {}}', 'example.org/v1'),
      ['spec.values.a: null → -'],
    ],
  ])('%s', (_, ...[base, head, said]) => {
    expect(lines(base, head)).toEqual(said)
  })
})

const config = (name: string, text: string, namespace = 'here') => `
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: x, tier: y}}
data: {a: "1", b: "2", c: "${text}"}
`
const summary = (base: string, head: string) =>
  changesBetween(parsed(base), parsed(head)).map(({ what, was, identity, fields }) =>
    [
      what,
      was && `${was.namespace}/${was.name}`,
      `${identity.namespace}/${identity.name}`,
      ...fields.map(line),
    ].filter((word) => word !== undefined),
  )

describe('objects are matched', () => {
  test('by group, kind, namespace and name, whatever their version', () => {
    const old = thing('Thing', 'spec: 1', 'example.org/v1beta1')

    expect(summary(old, old.replace('v1beta1', 'v1'))).toEqual([
      ['changed', 'here/one', 'apiVersion: "example.org/v1beta1" → "example.org/v1"'],
    ])
  })

  test('under another name, when they say the same', () => {
    expect(summary(config('old', 'x'), config('new', 'x'))).toEqual([['renamed', 'here/old', 'here/new']])
  })

  test('in another namespace', () => {
    expect(summary(config('one', 'x'), config('one', 'y', 'there'))).toEqual([
      ['moved', 'here/one', 'there/one', 'data.c: "x" → "y"'],
    ])
  })

  test('but not when they have little in common', () => {
    expect(summary(config('old', 'x'), thing('ConfigMap', 'data: {z: z}')).map(([what]) => what)).toEqual([
      'added',
      'removed',
    ])
  })

  test('by where they are said: a construct that is renamed, and one that is moved', () => {
    const at = (construct: string): Place => ({ construct, file: 'chart.ts', line: 1 })
    const side = (text: string, construct: string) =>
      new Map([['prod', parsed(text).map((manifest) => ({ manifest, place: at(construct) }))]])
    const whats = (base: ReturnType<typeof side>, head: ReturnType<typeof side>) =>
      changesOf(base, head).flatMap(({ changes }) => changes.map(({ what, was }) => [what, was?.name]))

    expect(whats(side(config('old', 'x'), 'chat/a'), side(thing('ConfigMap', 'data: {}'), 'chat/a'))).toEqual(
      [['renamed', 'old']],
    )
    expect(whats(side(config('one', 'x'), 'chat/a'), side(config('one', 'x'), 'chat/b'))).toEqual([
      ['moved', undefined],
    ])
  })
})

const deployment = (checksum: string, reference = 'settings', more = '') => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: app, namespace: here}
spec:
  template:
    metadata: {annotations: {checksum/config: ${checksum}${more}}}
    spec: {containers: [{name: a, envFrom: [{configMapRef: {name: ${reference}}}]}]}
`
const folded = (base: string, head: string) =>
  changesBetween(parsed(base), parsed(head)).map(({ identity, fields, because }) => ({
    name: identity.name,
    fields: fields.map(line),
    because: because.map(({ name }) => name),
  }))

describe('a checksum is folded into what it sums', () => {
  const [one, other] = ['2b5e1d0f7c9a4e63', '8f1f0a9a6ad0b7c3']

  test('when that changed as well', () => {
    const base = config('settings', 'x') + deployment(one)
    const head = config('settings', 'y') + deployment(other)

    expect(folded(base, head)).toEqual([
      { name: 'settings', fields: ['data.c: "x" → "y"'], because: [] },
      { name: 'app', fields: [], because: ['settings'] },
    ])
  })

  test('and stays where nothing explains it', () => {
    const settings = config('settings', 'x')

    expect(folded(settings + deployment(one), settings + deployment(other))).toEqual([
      {
        name: 'app',
        fields: [`spec.template.metadata.annotations.checksum/config: "${one}" → "${other}"`],
        because: [],
      },
    ])
  })

  test('while a commit is none', () => {
    const base = config('settings', 'x') + deployment(one, 'settings', ', git-commit: 1a2b3c4d')
    const head = config('settings', 'y') + deployment(one, 'settings', ', git-commit: 5e6f7a8b')

    expect(folded(base, head)[1]?.fields).toEqual([
      'spec.template.metadata.annotations.git-commit: "1a2b3c4d" → "5e6f7a8b"',
    ])
  })

  test('also when it is in the name', () => {
    const [old, fresh] = ['settings-7f9c8h2b5k', 'settings-2m4k6t8d9g']
    const base = config(old, 'x') + deployment(one, old)
    const head = config(fresh, 'y') + deployment(one, fresh)

    expect(folded(base, head)).toEqual([
      { name: fresh, fields: ['data.c: "x" → "y"'], because: [] },
      { name: 'app', fields: [], because: [fresh] },
    ])
  })
})

test('every object of either side is in its folder, changed or not', () => {
  const [one] = parsed(config('one', 'x')) as [Manifest]
  const side = new Map([['prod', [{ manifest: one, place: undefined }]]])

  const [prod] = changesOf(side, side)

  expect(prod).toMatchObject({ folder: 'prod', base: [one], head: [one], changes: [] })
  expect(identityOf(one)).toEqual({ group: '', kind: 'ConfigMap', namespace: 'here', name: 'one' })
})
