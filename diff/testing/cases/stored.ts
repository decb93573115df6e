/** What is kept: claims, databases, and namespaces with all in them. */
import type { Case } from './case.ts'
import { DB, IMAGE, NS } from './names.ts'

export const stored: readonly Case[] = [
  {
    title: "the database's claim removed",
    patch: ({ remove }) => remove(`PersistentVolumeClaim ${NS}/db`),
    verdict: 'dangerous',
    rules: ['volume-removed'],
    says: [
      'volume-removed: PersistentVolumeClaim db: the claim is deleted: the storage class kept keeps the volume, unbound, until someone deletes it or binds it again. It holds the data of db.',
      'db loses: its claim db goes: the storage class kept keeps the volume, unbound, until someone deletes it or binds it again.',
      'The log is gone with it: settings, presets, mutes and history. An environment that opens an empty log with the defaults makes the pedal jump to them.',
    ],
  },
  {
    title: 'the claim removed on purpose',
    patch: ({ remove }) => remove(`PersistentVolumeClaim ${NS}/db`),
    verdict: 'look',
    accepted: [
      {
        rule: 'volume-removed',
        object: `PersistentVolumeClaim ${NS}/db`,
        reason: 'prod starts over after the move',
      },
    ],
  },
  {
    title: 'another danger accepted than the one there is',
    patch: ({ remove }) => remove(`PersistentVolumeClaim ${NS}/db`),
    verdict: 'dangerous',
    rules: ['volume-removed'],
    accepted: [
      { rule: 'volume-removed', object: 'PersistentVolumeClaim lounge-dev/db', reason: 'dev starts over' },
    ],
  },
  {
    title: 'a smaller claim',
    patch: ({ set }) => set(`PersistentVolumeClaim ${NS}/db`, 'spec/resources/requests/storage', '1Gi'),
    verdict: 'dangerous',
    rules: ['volume-shrunk'],
    says: ['volume-shrunk: PersistentVolumeClaim db: its size goes 5Gi → 1Gi.'],
  },
  {
    title: 'another kind of storage',
    patch: ({ set }) => set(`PersistentVolumeClaim ${NS}/db`, 'spec/storageClassName', 'fast'),
    verdict: 'dangerous',
    rules: ['apply-refused'],
    says: ["apply-refused: PersistentVolumeClaim db: storage class can't be changed once it is there."],
  },
  {
    title: 'a database that no longer mounts its claim',
    patch: ({ find }) => {
      const { volumes } = find(DB).spec.template.spec
      const claim = volumes.find((volume: object) => 'persistentVolumeClaim' in volume)
      delete claim.persistentVolumeClaim
      claim.emptyDir = {}
    },
    verdict: 'dangerous',
    rules: ['volume-removed', 'stateful-set-changed'],
    says: [
      'volume-removed: StatefulSet db: it no longer mounts the claim db: it starts with an empty folder, its data stays behind unused.',
    ],
  },
  {
    title: 'a newer CouchDB',
    patch: ({ set }) => set(DB, IMAGE, 'couchdb:3.5.2'),
    verdict: 'dangerous',
    rules: ['stateful-set-changed'],
    says: [
      'stateful-set-changed: StatefulSet db: changed: image of container db.',
      'db recreated: its only pod goes before the new one comes, so none is there for at most 2 min 45 s.',
      'Nothing can be accepted for up to 2 min 45 s: chat says that it does not know yet, the pedal keeps what it has.',
    ],
  },
  {
    title: "another selector of the database's",
    patch: ({ set }) => set(DB, 'spec/selector/matchLabels', { app: 'db' }),
    verdict: 'dangerous',
    rules: ['stateful-set-changed', 'apply-refused'],
    says: [
      "db refused: the API server refuses it: selected label app, selected label app.kubernetes.io/name, label of its pods can't be changed once the object is there. It would have to be deleted and made again.",
    ],
  },
  {
    title: 'a namespace removed',
    patch: ({ remove }) => remove(`Namespace ${NS}`),
    verdict: 'dangerous',
    rules: ['namespace-removed'],
    says: [
      'namespace-removed: Namespace lounge-prod: it is deleted with all in it: 33 objects here, 2 of them claims on a volume, and its Secrets.',
    ],
  },
]
