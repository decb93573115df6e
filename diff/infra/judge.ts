/** Which changes of the cloud are dangerous, and which want a look. */
import type { Identity } from '../change.ts'
import { openedPorts } from './ports.ts'
import type { ReplicaChange } from './replica.ts'
import { type CloudChange, kindOf, type Resource } from './resource.ts'

export const cloudRules = {
  'cloud-lost': 'What is on it goes with it.',
  'cloud-port-opened': 'What is open to the world is found within minutes.',
} as const

type CloudRule = keyof typeof cloudRules

export type CloudHit = {
  readonly rule: CloudRule | 'cloud-changed'
  readonly object: Identity
  readonly says: string
}

/** What keeps data, and the address by which home finds the tunnel. */
const KEEPS = ['Volume', 'Bucket', 'BucketV2', 'Eip', 'FileSystem', 'Table']

const identityOf = ({ type, name }: Pick<Resource, 'type' | 'name'>): Identity => ({
  group: type.split(':').slice(0, 2).join(':'),
  kind: kindOf(type),
  namespace: null,
  name,
})

const sayChange = ({ what, properties, forcedBy }: CloudChange) => {
  if (what === 'replaced')
    return `it is made anew, because ${forcedBy.join(' and ') || 'the provider says so'} can't be changed.`
  return what === 'updated'
    ? `it is changed in place: ${properties.map(({ name }) => name).join(', ')}.`
    : `it is ${what}.`
}

const isLost = ({ what, type }: CloudChange) =>
  (what === 'replaced' || what === 'destroyed') && KEEPS.includes(kindOf(type))

/** Not to know is worth a look. */
const unknownOf = ({ unknown }: ReplicaChange): readonly CloudHit[] =>
  unknown === undefined
    ? []
    : [
        {
          rule: 'cloud-changed',
          object: { group: '', kind: 'Replica', namespace: null, name: 'replica' },
          says: unknown,
        },
      ]

export const cloudHits = (change: ReplicaChange): readonly CloudHit[] => [
  ...unknownOf(change),
  ...change.changes.map(
    (each): CloudHit => ({
      rule: isLost(each) ? 'cloud-lost' : 'cloud-changed',
      object: identityOf(each),
      says: sayChange(each),
    }),
  ),
  ...openedPorts(change.base.resources, change.head.resources).map(
    ({ resource, ports }): CloudHit => ({
      rule: 'cloud-port-opened',
      object: identityOf(resource),
      says: `${ports} is open to the whole world.`,
    }),
  ),
]
