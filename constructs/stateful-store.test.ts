/** A store: one pod, one volume, and a job that prepares it. */
import { expect, test } from 'vitest'
import { StatefulStore } from './stateful-store.ts'
import { findKind, objectsOf } from './testing/objects.ts'

const store = (attempt = 'a') =>
  objectsOf((chart) => {
    const setup = { name: 'db-setup', component: 'setup', image: 'lounge/setup:1.0.0', settings: { attempt } }
    new StatefulStore(chart, 'db', {
      ...{ name: 'db', component: 'database', image: 'couchdb:3.5.1', port: 5984, up: '/_up' },
      ...{ folder: '/data', size: '5Gi', storageClass: 'kept', user: 5984, setup },
    })
  })

test('its pod is always the same by name, and its volume a claim that can grow', () => {
  const objects = store()
  const { spec } = findKind(objects, 'StatefulSet')

  expect(spec).toMatchObject({ replicas: 1, serviceName: 'db' })
  expect(spec.volumeClaimTemplates).toBeUndefined()
  expect(findKind(objects, 'PersistentVolumeClaim').spec.resources.requests.storage).toBe('5Gi')
  expect(findKind(objects, 'Service').spec.selector).toEqual({ 'app.kubernetes.io/name': 'db' })
})

test('it runs as the user of its image, who owns the volume', () => {
  expect(findKind(store(), 'StatefulSet').spec.template.spec.securityContext).toMatchObject({
    runAsUser: 5984,
    fsGroup: 5984,
  })
})

test('it is ready when it says so, and is not restarted for being busy', () => {
  const [container] = findKind(store(), 'StatefulSet').spec.template.spec.containers

  expect(container.readinessProbe.httpGet.path).toBe('/_up')
  expect(container.livenessProbe).toMatchObject({ tcpSocket: { port: 5984 }, failureThreshold: 3 })
})

test('the job that prepares it has another name when it is another job', () => {
  const name = (attempt: string) => findKind(store(attempt), 'Job').metadata.name

  expect(name('a')).toMatch(/^db-setup-[0-9a-f]{8}$/)
  expect(name('a')).toBe(name('a'))
  expect(name('a')).not.toBe(name('b'))
})
