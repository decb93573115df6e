/** An HTTP service: any number of pods that are replaced without losing a request. */
import { expect, test } from 'vitest'
import { HttpService, type HttpServiceProps } from './http-service.ts'
import { findKind, objectsOf } from './testing/objects.ts'

const props = { name: 'api', component: 'api', image: 'lounge/api:1.0.0', port: 80, metricsPort: 81 }

const service = (more: Partial<HttpServiceProps> = {}, id = 'api') =>
  objectsOf((chart) => new HttpService(chart, id, { ...props, ...more }))

const pod = (more: Partial<HttpServiceProps> = {}) => findKind(service(more), 'Deployment').spec.template

test('one pod is a Deployment, a Service and an account without a token', () => {
  expect(service().map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ServiceAccount api',
    'Service api',
    'Deployment api',
  ])
  expect(findKind(service(), 'ServiceAccount').automountServiceAccountToken).toBe(false)
})

test('several pods are spread over nodes and leave one at a time', () => {
  const objects = service({ replicas: 3 })
  const { spec } = findKind(objects, 'Deployment')

  expect(findKind(objects, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 })
  expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 })
  expect(spec.template.spec.topologySpreadConstraints).toMatchObject([
    { topologyKey: 'kubernetes.io/hostname' },
  ])
})

test('a pod waits for the routers before it is told to stop', () => {
  expect(pod().spec.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 5 } } })
})

test('a changed setting rolls the pods, and an unchanged one does not', () => {
  const mark = (A: string) => pod({ settings: { A } }).metadata.annotations['lounge/settings']

  expect(mark('1')).toBe(mark('1'))
  expect(mark('1')).not.toBe(mark('2'))
})

test('selectors and names stay when code moves', () => {
  const identities = (id: string) =>
    service({}, id).map(({ metadata, spec }) => [metadata.name, spec?.selector])

  expect(identities('api')).toEqual(identities('moved'))
})

test('the container is restricted', () => {
  expect(pod().spec.containers[0].securityContext).toMatchInlineSnapshot(`
    {
      "allowPrivilegeEscalation": false,
      "capabilities": {
        "drop": [
          "ALL",
        ],
      },
      "privileged": false,
      "readOnlyRootFilesystem": true,
      "runAsGroup": 65532,
      "runAsNonRoot": true,
      "runAsUser": 65532,
      "seccompProfile": {
        "type": "RuntimeDefault",
      },
    }
  `)
})

test('it is promised half of the memory it may use, and no whole CPU', () => {
  expect(pod({ memory: 256 }).spec.containers[0].resources).toMatchObject({
    requests: { cpu: '25m', memory: '128Mi' },
    limits: { memory: '256Mi' },
  })
})

test('neighbours put no variables into its environment', () => {
  expect(pod().spec.enableServiceLinks).toBe(false)
})

test('secrets are files or references, by name', () => {
  const { spec } = pod({
    secrets: { '/run/keys': 'api-keys' },
    secretSettings: { PASSWORD: { secret: 'api-password', key: 'password' } },
  })

  expect(spec.volumes).toContainEqual({ name: 'api-keys', secret: { secretName: 'api-keys' } })
  expect(spec.containers[0].env).toEqual([
    { name: 'PASSWORD', valueFrom: { secretKeyRef: { key: 'password', name: 'api-password' } } },
  ])
})

test('one word says how monitoring finds it', () => {
  const annotated = pod().metadata.annotations
  const monitored = service({ discovery: 'pod-monitor' })

  expect(annotated).toMatchObject({ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '81' })
  expect(findKind(monitored, 'PodMonitor').spec.selector.matchLabels).toEqual({
    'app.kubernetes.io/name': 'api',
  })
  expect(findKind(monitored, 'Deployment').spec.template.metadata.annotations).toBeUndefined()
})

test('it may be kept to architectures and to a node', () => {
  const { affinity } = pod({ placement: { architectures: ['arm64'], node: 'pi-1' } }).spec
  const [term] = affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms

  expect(term.matchExpressions).toEqual([
    { key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] },
    { key: 'kubernetes.io/hostname', operator: 'In', values: ['pi-1'] },
  ])
})
