/** The rules: each is broken once, on purpose, and says so with the path. */

import { App, Chart } from 'cdk8s'
import { expect, test } from 'vitest'
import { GuardedNamespace } from '../guarded-namespace.ts'
import { HttpService } from '../http-service.ts'
import { labelsOf } from '../identity.ts'
import type { KubeObject, Manifest } from '../manifest.ts'
import { manifestsOf } from '../manifest.ts'
import { Priority } from '../priority.ts'
import { Traffic } from '../traffic.ts'
import { rules } from './index.ts'

/** A namespace with one good service in it. */
const good = (): Manifest[] => {
  const chart = new Chart(new App(), 'play', { namespace: 'stage' })
  new GuardedNamespace(chart, 'namespace', { name: 'stage' })
  new Priority(chart, 'priority', { name: 'first', value: 1, description: 'First.' })
  const api = { name: 'api', component: 'api', priority: 'first' }
  new HttpService(chart, 'api', {
    ...{ ...api, image: 'lounge/api:1.0.0', port: 80, metricsPort: 81, replicas: 2, settings: { A: '1' } },
  })
  new Traffic(chart, 'traffic', { name: 'api', labels: labelsOf(api) })
  return structuredClone(manifestsOf(chart)) as Manifest[]
}

const faults = (manifests: readonly Manifest[]) => rules.flatMap((rule) => rule(manifests))

const one = (manifests: readonly Manifest[], kind: string) =>
  manifests.find(({ object }) => object.kind === kind)?.object as KubeObject

const container = (manifests: readonly Manifest[]) =>
  one(manifests, 'Deployment').spec.template.spec.containers[0]
const pod = (manifests: readonly Manifest[]) => one(manifests, 'Deployment').spec.template.spec

const without = (kind: string, name?: string) => (all: Manifest[]) => {
  const index = all.findIndex(
    ({ object }) => object.kind === kind && (!name || object.metadata.name === name),
  )
  all.splice(index, 1)
}

const DEPLOYMENT = 'play/api/deployment/Resource'

const broken: Record<string, [(all: Manifest[]) => unknown, string]> = {
  'image without a version': [
    (all) => {
      container(all).image = 'lounge/api:latest'
    },
    `${DEPLOYMENT}: the container api needs an image with a version or a digest.`,
  ],
  'image always pulled': [
    (all) => {
      container(all).imagePullPolicy = 'Always'
    },
    `${DEPLOYMENT}: the container api must be able to start while the registry is away.`,
  ],
  'no CPU request': [
    (all) => {
      delete container(all).resources.requests.cpu
    },
    `${DEPLOYMENT}: the container api needs a CPU request.`,
  ],
  'no memory limit': [
    (all) => {
      delete container(all).resources.limits.memory
    },
    `${DEPLOYMENT}: the container api needs a memory request and limit.`,
  ],
  'writable root': [
    (all) => {
      container(all).securityContext.readOnlyRootFilesystem = false
    },
    `${DEPLOYMENT}: the container api needs a read-only root file system.`,
  ],
  root: [
    (all) => {
      container(all).securityContext.runAsUser = 0
    },
    `${DEPLOYMENT}: the container api needs the number of its user.`,
  ],
  privileged: [
    (all) => {
      container(all).securityContext.privileged = true
    },
    `${DEPLOYMENT}: the container api must not be privileged.`,
  ],
  capabilities: [
    (all) => {
      container(all).securityContext.capabilities = {}
    },
    `${DEPLOYMENT}: the container api must drop all capabilities.`,
  ],
  seccomp: [
    (all) => {
      delete container(all).securityContext.seccompProfile
    },
    `${DEPLOYMENT}: the container api needs the runtime's seccomp profile.`,
  ],
  'API token': [
    (all) => {
      pod(all).automountServiceAccountToken = true
    },
    `${DEPLOYMENT}: the pod must not be given a token of the API server.`,
  ],
  'service links': [
    (all) => {
      delete pod(all).enableServiceLinks
    },
    `${DEPLOYMENT}: the pod must not be given variables of its neighbours.`,
  ],
  'host network': [
    (all) => {
      pod(all).hostNetwork = true
    },
    `${DEPLOYMENT}: the pod must keep out of the node's namespaces.`,
  ],
  'no priority': [
    (all) => {
      delete pod(all).priorityClassName
    },
    `${DEPLOYMENT}: the pod needs a priority.`,
  ],
  'no liveness': [
    (all) => {
      delete container(all).livenessProbe
    },
    `${DEPLOYMENT}: the container needs a livenessProbe.`,
  ],
  'no budget': [
    without('PodDisruptionBudget'),
    `${DEPLOYMENT}: it has replicas, so it needs a disruption budget.`,
  ],
  'volume of many': [
    (all) => {
      pod(all).volumes = [{ name: 'x', persistentVolumeClaim: { claimName: 'x' } }]
    },
    `${DEPLOYMENT}: it owns a volume or a device, so it must be one and be recreated.`,
  ],
  'open namespace': [
    without('NetworkPolicy', 'default-deny'),
    'play/namespace/namespace: the namespace stage needs a policy that denies by default.',
  ],
  'pod without policy': [
    without('NetworkPolicy', 'api'),
    `${DEPLOYMENT}: no network policy says whom its pods may talk with.`,
  ],
  'policy without pods': [
    without('Deployment'),
    'play/traffic: the network policy is for pods that nothing makes.',
  ],
  'no such settings': [without('ConfigMap'), `${DEPLOYMENT}: there is no ConfigMap api-settings.`],
  'no such account': [without('ServiceAccount'), `${DEPLOYMENT}: there is no ServiceAccount api.`],
  'no such priority': [without('PriorityClass'), `${DEPLOYMENT}: there is no PriorityClass first.`],
  'service of nobody': [
    (all) => {
      one(all, 'Service').spec.selector = { a: 'b' }
    },
    'play/api/service/Resource: the Service selects no pods.',
  ],
  'selector of others': [
    (all) => {
      one(all, 'Deployment').spec.selector.matchLabels = { a: 'b' }
    },
    `${DEPLOYMENT}: its selector does not take its own pods.`,
  ],
  'long name': [
    (all) => {
      Object.assign(one(all, 'LimitRange').metadata, { name: 'l'.repeat(64) })
    },
    `play/namespace/limits: the name ${'l'.repeat(64)} is longer than 63 characters.`,
  ],
  'same name': [
    (all) => {
      all.push({ path: 'play/other', object: one(all, 'ConfigMap') })
    },
    'play/api/settings/Resource and play/other: both are the ConfigMap api-settings, and one would replace the other.',
  ],
  'secret text': [
    (all) => {
      one(all, 'ConfigMap').data.A = 'oauth:abcdefghij0123456789'
    },
    'play/api/settings/Resource: the ConfigMap api-settings holds what looks like a secret.',
  ],
  Secret: [
    (all) => {
      all.push({
        path: 'play/s',
        object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'stage' } },
      })
    },
    'play/s: a Secret must not be in a manifest; name it, and make it beside.',
  ],
}

test.each(Object.entries(broken))('%s is found', (_, [breakIt, sentence]) => {
  const manifests = good()

  breakIt(manifests)

  expect(faults(manifests)).toContain(sentence)
})

test('what the constructs make breaks no rule', () => {
  expect(faults(good())).toEqual([])
})
