/** What the program asks for, for each shape of cluster. */
import { beforeAll, expect, test } from 'vitest'
import { places } from '../../workloads/environments.ts'
import { findEnvironment } from '../../workloads/places.ts'
import { sealed, standUp } from '../testing/recording.ts'
import { existing, PLANTED } from '../testing/shapes.ts'
import { nameOf, objectsOf } from './objects.ts'

let standing: ReturnType<typeof standUp>
beforeAll(() => {
  standing = standUp(existing)
})

const replica = findEnvironment(places, 'replica')

test('every object of the charts is a resource of its own, and beside them are the secrets only', async () => {
  const { recorded } = await standing

  const objects = recorded.filter(({ type }) => /^kubernetes:/.test(type))
  const secrets = objects.filter(({ type }) => type === 'kubernetes:core/v1:Secret')
  const charted = objectsOf(replica).map(nameOf)
  expect(secrets).toHaveLength(6)
  expect(objects.map(({ name }) => name).sort()).toEqual(
    [...charted, ...secrets.map(({ name }) => name)].sort(),
  )
})

test('what a Secret holds reaches the provider as a secret', async () => {
  const { find } = await standing

  expect(find('kubernetes:core/v1:Secret', 'Secret/lounge-replica/db-admin')).toEqual({
    ...{ apiVersion: 'v1', kind: 'Secret' },
    metadata: { name: 'db-admin', namespace: 'lounge-replica' },
    stringData: sealed({ password: PLANTED }),
  })
})

test('objects are applied by the server, to the cluster of the config', async () => {
  const { find } = await standing

  expect(find('pulumi:providers:kubernetes', 'lounge')).toMatchObject({
    enableServerSideApply: 'true',
    kubeconfig: sealed(existing.kubeconfig),
  })
})

test('the volume and the pod of the database are protected from whoever replaces or deletes', async () => {
  const { isProtected } = await standing

  expect(isProtected).toEqual(['PersistentVolumeClaim/lounge-replica/db', 'StatefulSet/lounge-replica/db'])
})

test('a destroy begins with the guard: it comes after all else', async () => {
  const { notBefore } = await standing

  expect(await notBefore('guard')).toEqual([])
})

test('a claim is not waited for, and a job that has failed is made again', async () => {
  const { recorded } = await standing

  const noted = recorded.flatMap(({ name, inputs }) =>
    Object.entries(inputs.metadata?.annotations ?? {})
      .filter(([key]) => key.startsWith('pulumi.com/'))
      .map(([key, value]) => `${name.replace(/-[0-9a-f]{8}$/, '')} ${key}=${value}`),
  )
  expect(noted.sort()).toEqual([
    'Job/lounge-replica/db-setup pulumi.com/replaceUnready=true',
    'PersistentVolumeClaim/lounge-replica/chat pulumi.com/skipAwait=true',
    'PersistentVolumeClaim/lounge-replica/db pulumi.com/skipAwait=true',
  ])
})

test('objects are of the cluster that the kubeconfig leads to, and of no other', async () => {
  const { find } = await standing

  expect(find('pulumi:providers:kubernetes', 'lounge').clusterIdentifier).toBe('lounge-show-10.0.0.1:6443')
})

test('no volume outlives the replica in a cluster that goes on', async () => {
  const { find } = await standing

  expect(find('kubernetes:storage.k8s.io/v1:StorageClass', 'StorageClass/kept')).toMatchObject({
    reclaimPolicy: 'Delete',
  })
})

test('what is found in a cluster that others use is not taken over', async () => {
  const { find } = await standing

  expect(find('pulumi:providers:kubernetes', 'lounge').upsertExistingObjects).toBe('false')
})

test('a reason to lose changes lifts the protection', async () => {
  const { isProtected } = await standUp({ ...existing, loseChanges: 'a rehearsal only' })

  expect(isProtected).toEqual([])
})

test('an existing cluster asks for nothing of AWS', async () => {
  const { recorded } = await standing

  expect(recorded.filter(({ type }) => type.startsWith('aws:'))).toEqual([])
})

test('an existing cluster tells home of the end of the tunnel that it is said to have', async () => {
  const tunnel = JSON.stringify({ cloudPublicKey: `${'c'.repeat(42)}o=`, endpoint: '198.51.100.9:51820' })

  const { outputs } = await standUp({ ...existing, tunnel })

  expect(outputs.tunnelPeer).toMatchObject({
    publicKey: `${'c'.repeat(42)}o=`,
    endpoint: '198.51.100.9:51820',
  })
  expect((await standing).outputs.tunnelPeer).toBeUndefined()
})
