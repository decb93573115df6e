import { expect, test } from 'vitest'
import type { Step } from '../change.ts'
import { sayPath } from './words.ts'

const container: Step[] = ['spec', 'template', 'spec', 'containers', { by: { name: 'midi' } }]

test.each<[Step[], string, string]>([
  [['spec', 'replicas'], 'Deployment', 'replicas'],
  [[...container, 'image'], 'Deployment', 'image of container midi'],
  [[...container, 'env', { by: { name: 'A' } }], 'Deployment', 'variable A of container midi'],
  [[...container, 'livenessProbe'], 'Deployment', 'liveness probe of container midi'],
  [
    [...container, 'readinessProbe', 'periodSeconds'],
    'Deployment',
    'period seconds of readiness probe of container midi',
  ],
  [[...container, 'resources', 'limits', 'memory'], 'Deployment', 'memory limit of container midi'],
  [['spec', 'template', 'metadata', 'labels', 'foo'], 'Deployment', 'label foo of its pods'],
  [['spec', 'clusterIP'], 'Service', 'cluster IP'],
  [['spec', 'externalIPs'], 'Service', 'external IPs'],
  [['spec', 'tls', { item: {} }], 'Ingress', 'TLS'],
  [['spec', 'selector', 'matchLabels', 'foo'], 'Deployment', 'selected label foo'],
  [['spec', 'template', 'spec', 'tolerations', { item: { key: 'x' } }], 'Deployment', 'toleration'],
  [['spec', 'resources', 'requests', 'storage'], 'PersistentVolumeClaim', 'size'],
  [
    ['spec', 'ports', { by: { port: 7102, protocol: 'TCP' } }, 'targetPort'],
    'Service',
    'port of its pods of port 7102',
  ],
  [['data', 'LOG_LEVEL'], 'ConfigMap', 'LOG_LEVEL'],
  [['metadata', 'annotations', 'lounge/exception'], 'Namespace', 'annotation lounge/exception'],
  [['spec', 'terminationGracePeriodSeconds'], 'Pod', 'seconds to end in'],
  [[], 'Deployment', 'the whole object'],
])('%j of a %s reads as its words', (path, kind, words) => {
  expect(sayPath(path, kind)).toBe(words)
})
