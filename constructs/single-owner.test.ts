/** A single owner: never two at once. */
import { expect, test } from 'vitest'
import { SingleOwner, type SingleOwnerProps } from './single-owner.ts'
import { findKind, objectsOf } from './testing/objects.ts'

const owner = (more: Partial<SingleOwnerProps> = {}) =>
  objectsOf(
    (chart) =>
      new SingleOwner(chart, 'bot', {
        ...{ name: 'bot', component: 'bot', image: 'lounge/bot:1.0.0', port: 80, metricsPort: 81 },
        ...more,
      }),
  )

test('the old pod goes before the new one comes, and nothing leads to it', () => {
  const objects = owner()

  expect(findKind(objects, 'Deployment').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } })
  expect(objects.map(({ kind }) => kind)).not.toContain('Service')
})

test('what it keeps is on a claim that outlives it', () => {
  const objects = owner({ keeps: { folder: '/var/lib/bot', storageClass: 'kept' } })
  const { spec } = findKind(objects, 'Deployment').spec.template

  expect(findKind(objects, 'PersistentVolumeClaim').spec).toMatchObject({ storageClassName: 'kept' })
  expect(spec.containers[0].volumeMounts).toContainEqual({ mountPath: '/var/lib/bot', name: 'bot' })
})

test('a device takes a privileged container, which gives its reason', () => {
  const exception = { level: 'privileged', reason: 'it plays' } as const
  const { metadata, spec } = findKind(
    owner({ devices: { path: '/dev/snd', group: 29, exception } }),
    'Deployment',
  ).spec.template

  expect(metadata.annotations['lounge/exception']).toBe('privileged: it plays')
  expect(spec.containers[0].securityContext.privileged).toBe(true)
  expect(spec.securityContext.supplementalGroups).toEqual([29])
  expect(spec.volumes).toContainEqual({ name: 'devices', hostPath: { path: '/dev/snd', type: '' } })
})
