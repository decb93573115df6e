/**
 * `npm run schemas -- --minor 1.34=<_definitions.json> --crd <file>…`: cuts the API schemas that manifests are held
 * against out of Kubernetes' own. Needed only when a kind or a minor is new; what it writes is committed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Yaml } from 'cdk8s'
import { z } from 'zod'
import { type Crd, crdDefinitions, type Definitions, keyOf, trim } from '../../constructs/schemas/trim.ts'
import { commandLine } from '../command-line.ts'

const KINDS = new Set([
  ...[
    'Namespace',
    'ServiceAccount',
    'ConfigMap',
    'Service',
    'PersistentVolumeClaim',
    'ResourceQuota',
    'LimitRange',
  ].map((kind) => keyOf('v1', kind)),
  ...['Deployment', 'StatefulSet'].map((kind) => keyOf('apps/v1', kind)),
  ...['Job', 'CronJob'].map((kind) => keyOf('batch/v1', kind)),
  ...['NetworkPolicy', 'Ingress', 'IngressClass'].map((kind) => keyOf('networking.k8s.io/v1', kind)),
  keyOf('policy/v1', 'PodDisruptionBudget'),
  keyOf('scheduling.k8s.io/v1', 'PriorityClass'),
  keyOf('storage.k8s.io/v1', 'StorageClass'),
])

const CUSTOM = new Set([
  ...['Gateway', 'GatewayClass', 'HTTPRoute'].map((kind) => keyOf('gateway.networking.k8s.io/v1', kind)),
  ...['IPAddressPool', 'L2Advertisement'].map((kind) => keyOf('metallb.io/v1beta1', kind)),
  keyOf('monitoring.coreos.com/v1', 'PodMonitor'),
])

const target = (name: string) => join(import.meta.dirname, '../../constructs/schemas', `${name}.json`)

const write = (name: string, content: unknown) => writeFileSync(target(name), `${JSON.stringify(content)}\n`)

const asked = commandLine('npm run schemas -- [--minor 1.34=<_definitions.json>]… [--crd <file>]…', {
  minor: z
    .array(z.templateLiteral([z.string().regex(/^\d+\.\d+$/), '=', z.string()], 'e.g. 1.34=<file>'))
    .default([]),
  crd: z.array(z.string()).default([]),
})
for (const each of asked.minor) {
  const [minor = '', path = ''] = each.split('=')
  write(minor, trim(JSON.parse(readFileSync(path, 'utf8')) as Definitions, KINDS))
}
const crds = asked.crd.flatMap((path) => Yaml.load(path) as Crd[])
if (crds.length > 0) write('custom', trim(crdDefinitions(crds, CUSTOM), CUSTOM))
