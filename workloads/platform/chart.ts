/** What comes before the services: an environment's namespaces and priorities, and what the cluster itself needs. */
import { Chart } from 'cdk8s'
import type { Construct } from 'constructs'
import { AddressPool } from '../../constructs/address-pool.ts'
import { Door, Gate } from '../../constructs/exposure.ts'
import { GuardedNamespace } from '../../constructs/guarded-namespace.ts'
import { KeptStorage } from '../../constructs/kept-storage.ts'
import { Priority } from '../../constructs/priority.ts'
import type { Cluster } from '../environment.ts'
import { LoungeChart, type Place, pedalNamespaceOf, prioritiesOf } from './lounge-chart.ts'

/** Why the namespace of a pinned node is not restricted. */
export const PEDAL_EXCEPTION = {
  level: 'privileged',
  reason:
    "the pedal's MIDI port is a character device of its node (/dev/snd), which only a privileged container may open",
} as const

const RANKS = { show: 100_000, trial: 10_000 }

export class PlatformChart extends LoungeChart {
  constructor(scope: Construct, id: string, place: Place) {
    super(scope, id, place)
    const { environment } = place
    const { name, namespace, rank, hosts, certificate } = environment
    new GuardedNamespace(this, 'namespace', { name: namespace })
    const pedal = pedalNamespaceOf(environment)
    if (pedal !== namespace) new GuardedNamespace(this, 'pedal', { name: pedal, exception: PEDAL_EXCEPTION })
    const isEntered = Object.keys(hosts).length > 0
    if (place.cluster.exposure === 'gateway' && isEntered) new Gate(this, 'gate', { certificate })
    const { store, service } = prioritiesOf(environment)
    const value = RANKS[rank]
    const of = `of the lounge's environment ${name}`
    new Priority(this, 'store', { name: store, value: value + 1_000, description: `The database ${of}.` })
    new Priority(this, 'service', { name: service, value, description: `The services ${of}.` })
  }
}

/** Once a cluster, whichever environments it has. */
export class ClusterChart extends Chart {
  constructor(scope: Construct, id: string, { exposure, addresses, storage }: Cluster) {
    super(scope, id)
    if (exposure !== 'none') new Door(this, 'door', { way: exposure })
    if (addresses.length > 0) new AddressPool(this, 'addresses', { name: 'lounge', addresses })
    if (storage) new KeptStorage(this, 'storage', storage)
  }
}
