/** What comes before workloads: namespaces, priorities, storage, addresses and ways in. */
import { expect, test } from 'vitest'
import { AddressPool } from './address-pool.ts'
import { Door, Exposure, Gate, type Way } from './exposure.ts'
import { GuardedNamespace } from './guarded-namespace.ts'
import { KeptStorage } from './kept-storage.ts'
import { Priority } from './priority.ts'
import { findKind, objectsOf } from './testing/objects.ts'

test('a namespace refuses what is not restricted, denies by default, and is bounded', () => {
  const objects = objectsOf((chart) => new GuardedNamespace(chart, 'namespace', { name: 'lounge' }))

  expect(objects.map(({ kind }) => kind)).toEqual([
    'Namespace',
    'ResourceQuota',
    'LimitRange',
    'NetworkPolicy',
  ])
  expect(findKind(objects, 'Namespace').metadata).toMatchObject({
    name: 'lounge',
    labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
  })
  expect(findKind(objects, 'NetworkPolicy').spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
  })
  expect(findKind(objects, 'LimitRange').spec.limits[0].default.memory).toBe('128Mi')
})

test('an exception of a namespace gives its reason', () => {
  const exception = { level: 'privileged', reason: 'a pedal' } as const
  const objects = objectsOf((chart) => new GuardedNamespace(chart, 'n', { name: 'pedal', exception }))

  expect(findKind(objects, 'Namespace').metadata.annotations).toEqual({
    'lounge/exception': 'privileged: a pedal',
  })
})

test('a priority and a kind of storage belong to no namespace', () => {
  const objects = objectsOf((chart) => {
    new Priority(chart, 'priority', { name: 'first', value: 10, description: 'First.' })
    new KeptStorage(chart, 'storage', { name: 'kept', provisioner: 'rancher.io/local-path' })
  })

  expect(objects.map(({ metadata }) => metadata.namespace)).toEqual([undefined, undefined])
  expect(findKind(objects, 'StorageClass')).toMatchObject({
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
  })
})

test('an announcement of addresses names its pool', () => {
  const objects = objectsOf(
    (chart) => new AddressPool(chart, 'pool', { name: 'lounge', addresses: ['10.0.0.0/28'] }),
  )

  expect(findKind(objects, 'IPAddressPool').metadata.namespace).toBe('metallb-system')
  expect(findKind(objects, 'L2Advertisement').spec.ipAddressPools).toEqual(['lounge'])
})

const exposed = (way: Way) =>
  objectsOf((chart) => {
    new Door(chart, 'door', { way })
    if (way === 'gateway') new Gate(chart, 'gate', { certificate: 'tls' })
    new Exposure(chart, 'exposure', {
      way,
      name: 'api',
      host: 'api.example',
      port: 80,
      labels: {},
      certificate: 'tls',
    })
  })

test('an ingress leads a host to a Service, with its certificate', () => {
  expect(findKind(exposed('ingress'), 'Ingress').spec).toMatchObject({
    ingressClassName: 'nginx',
    rules: [
      {
        host: 'api.example',
        http: { paths: [{ backend: { service: { name: 'api', port: { number: 80 } } } }] },
      },
    ],
    tls: [{ hosts: ['api.example'], secretName: 'tls' }],
  })
})

test('a route hangs on the gateway of its own namespace, which has the certificate', () => {
  const objects = exposed('gateway')

  expect(findKind(objects, 'HTTPRoute').spec).toMatchObject({
    parentRefs: [{ name: 'lounge' }],
    hostnames: ['api.example'],
    rules: [{ backendRefs: [{ name: 'api', port: 80 }] }],
  })
  expect(findKind(objects, 'Gateway').spec.listeners).toMatchObject([
    { protocol: 'HTTPS', port: 443, tls: { certificateRefs: [{ name: 'tls' }] } },
  ])
})
