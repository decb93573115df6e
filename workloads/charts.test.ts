/** Every object of every environment: valid for Kubernetes, hardened, reachable by the graph and by nothing else. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Manifest, manifestsOf } from '../constructs/manifest.ts'
import { rules } from '../constructs/rules/index.ts'
import { schemasOf } from '../constructs/schemas/validate.ts'
import { foldersOf } from './charts.ts'
import { type Cluster, type Environment, Exposed } from './environment.ts'
import { places } from './environments.ts'
import type { Places } from './places.ts'
import { graphPairs, openPairs } from './platform/testing/reach.ts'

/** All that a cluster may state, and the next. */
const MINORS = ['1.34', '1.35', '1.36'].map(schemasOf)

const byFolder = (some: Places) =>
  foldersOf(some).map(({ name, charts }) => ({ name, manifests: charts.flatMap(manifestsOf) }))

const faultsOf = (some: Places) =>
  byFolder(some).flatMap(({ manifests }) => [
    ...rules.flatMap((rule) => rule(manifests)),
    ...MINORS.flatMap((faults) => faults(manifests)),
  ])

const only = (change: Partial<Environment>, cluster: Partial<Cluster> = {}): Places => {
  const [home] = places.clusters
  const [dev] = places.environments
  return {
    clusters: [{ ...(home as Cluster), ...cluster }],
    environments: [{ ...(dev as Environment), ...change }],
  }
}

const objects = (some: Places, kind: string) =>
  byFolder(some)
    .flatMap(({ manifests }) => manifests)
    .map(({ object }) => object)
    .filter((object) => object.kind === kind)

test('every object passes every rule, and the schemas of its Kubernetes and of the next', () => {
  expect(faultsOf(places)).toEqual([])
})

test('no selector and no name hangs on where code is', () => {
  expect(JSON.stringify(byFolder(places))).not.toContain('cdk8s.io/')
})

test('what no API server keeps is not said, for a look at the cluster would find it changed', () => {
  const unkept = /"(hostNetwork|readOnly|globalDefault)":false|"minReadySeconds":0/
  expect(JSON.stringify(byFolder(places))).not.toMatch(unkept)
})

/** What Kubernetes never lets change of an object. */
const immutable = (folder: string, { object: { kind, metadata, spec, ...object } }: Manifest) => {
  const wide = `${folder}: ${kind} ${metadata.name}`
  if (kind === 'PriorityClass') return [[wide, object.value]]
  if (kind === 'StorageClass')
    return [[wide, [object.provisioner, object.reclaimPolicy, object.volumeBindingMode]]]
  const of = `${kind} ${metadata.namespace ?? ''}/${metadata.name}`
  if (kind === 'Deployment') return [[of, spec.selector.matchLabels]]
  if (kind === 'StatefulSet')
    return [[of, [spec.selector.matchLabels, spec.serviceName, spec.podManagementPolicy]]]
  if (kind === 'PersistentVolumeClaim') return [[of, [spec.accessModes, spec.storageClassName]]]
  if (kind === 'Service') return [[of, [spec.selector, spec.clusterIP ?? 'any']]]
  return []
}

test('what cannot be changed in place is what it was, or the diff of this list says so', async () => {
  const identities = Object.fromEntries(
    byFolder(places).flatMap(({ name, manifests }) => manifests.flatMap((each) => immutable(name, each))),
  )

  await expect(`${JSON.stringify(identities, null, 2)}\n`).toMatchFileSnapshot('identities.json')
})

test('a node with the pedal is apart, privileged, and gives its reason', () => {
  const pinned = only({ pedal: { runs: 'pinned', node: 'pi-3' } })
  const [node] = objects(pinned, 'Deployment').filter(({ metadata }) => metadata.name === 'midi-node')
  const namespaces = objects(pinned, 'Namespace').map(({ metadata }) => [
    metadata.name,
    metadata.labels?.['pod-security.kubernetes.io/enforce'],
  ])

  expect(namespaces).toEqual([
    ['lounge-dev', 'restricted'],
    ['lounge-dev-pedal', 'privileged'],
  ])
  expect(node?.metadata.namespace).toBe('lounge-dev-pedal')
  expect(node?.spec.template.metadata.annotations['lounge/exception']).toContain('/dev/snd')
  expect(JSON.stringify(node?.spec.template.spec.affinity)).toContain('pi-3')
})

test('one word switches from Ingress to Gateway API, and nothing but the way in changes', () => {
  const host = { hosts: { midi: 'midi.lounge.example' } }
  const kinds = (way: 'ingress' | 'gateway') =>
    byFolder(only(host, { exposure: way })).flatMap(({ manifests }) =>
      manifests.map(({ object }) => object.kind),
    )
  const ways = ['Ingress', 'IngressClass', 'Gateway', 'GatewayClass', 'HTTPRoute']

  expect(kinds('ingress').filter((kind) => ways.includes(kind))).toEqual(['IngressClass', 'Ingress'])
  expect(kinds('gateway').filter((kind) => ways.includes(kind))).toEqual([
    'GatewayClass',
    'Gateway',
    'HTTPRoute',
  ])
  expect(kinds('gateway').filter((kind) => !ways.includes(kind))).toEqual(
    kinds('ingress').filter((kind) => !ways.includes(kind)),
  )
})

test('single owners are never two, and the rest is replaced without a gap', () => {
  const strategies = Object.fromEntries(
    objects(places, 'Deployment').map(({ metadata, spec }) => [
      metadata.name,
      [spec.replicas, spec.strategy.type],
    ]),
  )

  expect(strategies).toEqual({
    chat: [1, 'Recreate'],
    data: [2, 'RollingUpdate'],
    midi: [2, 'RollingUpdate'],
    'midi-node': [1, 'Recreate'],
    overlay: [1, 'RollingUpdate'],
  })
})

test('OBS stays where it is in a show: what it shows and what keeps it are in the environment at home', () => {
  const kinds = byFolder(places).map(({ name, manifests }) => [
    name,
    manifests.some(({ path }) => path.startsWith('overlay/')),
  ])

  expect(Object.fromEntries(kinds)).toMatchObject({ dev: true, prod: true, replica: false })
})

test('obs in a cluster may talk with the machine of OBS, and has its password from a file', () => {
  const [obs] = ['obs'].map((name) =>
    byFolder(only({ obs: { runs: 'cluster', url: 'ws://192.168.1.20:4455' } }))
      .flatMap(({ manifests }) => manifests.map(({ object }) => object))
      .filter(({ metadata }) => metadata.name === name || metadata.name === `${name}-settings`),
  )
  const find = (kind: string) => obs?.find((object) => object.kind === kind)

  expect(JSON.stringify(find('NetworkPolicy')?.spec.egress)).toContain('"cidr":"192.168.1.20/32"')
  expect(find('ConfigMap')?.data).toMatchObject({ OBS_PASSWORD_FILE: '/run/lounge/obs/password' })
  expect(find('Deployment')?.spec.strategy.type).toBe('Recreate')
})

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/)

const anyEnvironment = fc.record({
  namespace: name,
  rank: fc.constantFrom('show', 'trial'),
  pedal: fc.oneof(
    fc.constant({ runs: 'host' }),
    fc.constant({ runs: 'virtual' }),
    fc.record({ runs: fc.constant('pinned'), node: name }),
  ),
  overlay: fc.constantFrom('cluster', 'nowhere'),
  obs: fc.oneof(
    fc.constantFrom({ runs: 'nowhere' }, { runs: 'host' }),
    fc.ipV4().map((address) => ({ runs: 'cluster', url: `ws://${address}:4455` })),
  ),
  replicas: fc.record({ midi: fc.integer({ min: 1, max: 8 }), data: fc.integer({ min: 1, max: 8 }) }),
  placement: fc.record({
    architectures: fc.constantFrom(['arm64'], ['amd64'], ['arm64', 'amd64']),
    database: fc.option(name, { nil: undefined }),
  }),
  hosts: fc
    .subarray(Exposed.options)
    .map((names) => Object.fromEntries(names.map((name) => [name, `${name}.lounge.example`]))),
  certificate: fc.option(name, { nil: undefined }),
  metrics: fc.constantFrom('annotations', 'pod-monitor'),
})

test('random environments make manifests that are valid, hardened, and as open as the graph says', () => {
  fc.assert(
    fc.property(anyEnvironment, fc.constantFrom('none', 'ingress', 'gateway'), (environment, exposure) => {
      const random = only(environment as object, { exposure })

      expect(faultsOf(random)).toEqual([])
      for (const { manifests } of byFolder(random))
        expect(openPairs(manifests).sort()).toEqual(graphPairs(manifests).sort())
    }),
    { numRuns: 30 },
  )
})
