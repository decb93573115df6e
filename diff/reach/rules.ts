/** What network policies let a workload's pods do. */
import type { Manifest } from '../change.ts'
import { fieldsAt, isFields, labelsAt, listAt, textAt, textsAt } from '../objects/at.ts'
import type { Pods } from '../objects/pods.ts'
import { takes } from '../objects/selector.ts'
import { type Peer, peersOf } from './peers.ts'

export type Direction = 'Ingress' | 'Egress'

const RULES = { Ingress: { list: 'ingress', side: 'from' }, Egress: { list: 'egress', side: 'to' } } as const

export const isPolicy = ({ apiVersion, kind }: Manifest) =>
  kind === 'NetworkPolicy' && apiVersion.startsWith('networking.k8s.io/')

export const namespaceOf = ({ metadata }: Manifest) => textAt(metadata, 'namespace') ?? 'default'

/** Whether a policy is about these pods. */
export const isAbout = (policy: Manifest, { namespace, labels }: Pick<Pods, 'namespace' | 'labels'>) =>
  namespaceOf(policy) === namespace && takes(fieldsAt(policy, 'spec', 'podSelector'), labels)

const speaksOf = (policy: Manifest, direction: Direction) => {
  const types = textsAt(policy, 'spec', 'policyTypes')
  if (types.length > 0) return types.includes(direction)
  return direction === 'Ingress' || listAt(policy, 'spec', 'egress').length > 0
}

/** A rule of a policy; its ports are counted when it is known who listens. */
export type Allowed = { readonly peer: Peer; readonly rule: unknown }

/** Who is in none is as open as can be. */
const EVERYTHING: readonly Allowed[] = [{ peer: 'anyone', rule: {} }]

export const allowed = (
  manifests: readonly Manifest[],
  pods: Pods,
  direction: Direction,
): readonly Allowed[] => {
  const policies = manifests.filter(
    (each) => isPolicy(each) && isAbout(each, pods) && speaksOf(each, direction),
  )
  if (policies.length === 0) return EVERYTHING
  const { list, side } = RULES[direction]
  return policies
    .flatMap((policy) => listAt(policy, 'spec', list).filter(isFields))
    .flatMap((rule) => peersOf(rule, side, pods.namespace).map((peer) => ({ peer, rule })))
}

/** Labels of the namespaces that are in the manifests. */
export const namespacesIn = (
  manifests: readonly Manifest[],
): ReadonlyMap<string, Readonly<Record<string, string>>> =>
  new Map(
    manifests
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => [metadata.name, labelsAt(metadata, 'labels')]),
  )
