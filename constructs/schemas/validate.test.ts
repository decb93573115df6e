/** The API schemas: what Kubernetes would drop or refuse is a sentence with the path of its construct. */
import { App, Chart } from 'cdk8s'
import { expect, test } from 'vitest'
import { Exposure, Gate } from '../exposure.ts'
import { HttpService } from '../http-service.ts'
import { type KubeObject, type Manifest, manifestsOf } from '../manifest.ts'
import { schemasOf } from './validate.ts'

const good = (): Manifest[] => {
  const chart = new Chart(new App(), 'play', { namespace: 'stage' })
  const api = { name: 'api', component: 'api', image: 'lounge/api:1.0.0', port: 80, metricsPort: 81 }
  new HttpService(chart, 'api', { ...api, discovery: 'pod-monitor' })
  new Gate(chart, 'gate')
  new Exposure(chart, 'exposure', { way: 'gateway', name: 'api', host: 'a.example', port: 80, labels: {} })
  return structuredClone(manifestsOf(chart)) as Manifest[]
}

const of = (kind: string, all: readonly Manifest[]) =>
  all.find(({ object }) => object.kind === kind)?.object as KubeObject

const minors = ['1.34', '1.35', '1.36'].map((minor) => ({ minor, faultsOf: schemasOf(minor) }))

type Break = (all: readonly Manifest[]) => unknown

const broken: Record<string, [Break, string]> = {
  'a field that Kubernetes does not know': [
    (all) => Object.assign(of('Deployment', all).spec.template.spec, { livenessProbez: {} }),
    'play/api/deployment/Resource: /spec/template/spec must NOT have additional properties "livenessProbez"',
  ],
  'a field deep in a list': [
    (all) => Object.assign(of('Deployment', all).spec.template.spec.containers[0], { imagePolicy: 'x' }),
    'play/api/deployment/Resource: /spec/template/spec/containers/0 must NOT have additional properties "imagePolicy"',
  ],
  'a number where a text must be': [
    (all) => Object.assign(of('Deployment', all).spec.template.spec.containers[0], { image: 1 }),
    'play/api/deployment/Resource: /spec/template/spec/containers/0/image must be string,null',
  ],
  'what must be there and is not': [
    (all) => delete of('Deployment', all).spec.selector,
    "play/api/deployment/Resource: /spec must have required property 'selector'",
  ],
  'a field that a custom resource does not know': [
    (all) => Object.assign(of('HTTPRoute', all).spec, { hosts: [] }),
    'play/exposure/route: /spec must NOT have additional properties "hosts"',
  ],
  'a value that a custom resource does not take': [
    (all) => Object.assign(of('Gateway', all).spec.listeners[0], { port: 70_000 }),
    'play/gate: /spec/listeners/0/port must be <= 65535',
  ],
}

test.each(Object.entries(broken))('%s is found, by every minor', (_, [breakIt, sentence]) => {
  const manifests = good()

  breakIt(manifests)

  for (const { minor, faultsOf } of minors)
    expect(faultsOf(manifests)).toContain(`${sentence} (Kubernetes ${minor}).`)
})

test('a kind without a schema is a fault and no pass', () => {
  const path = 'play/other'
  const object = { apiVersion: 'apps/v1beta1', kind: 'Deployment', metadata: { name: 'old' } }

  expect(minors.flatMap(({ faultsOf }) => faultsOf([{ path, object }]))).toEqual([
    'play/other: there is no schema of apps/v1beta1 Deployment for 1.34.',
    'play/other: there is no schema of apps/v1beta1 Deployment for 1.35.',
    'play/other: there is no schema of apps/v1beta1 Deployment for 1.36.',
  ])
})

test('what the constructs make is valid', () => {
  expect(minors.flatMap(({ faultsOf }) => faultsOf(good()))).toEqual([])
})
