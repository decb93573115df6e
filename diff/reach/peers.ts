/** The other end of a policy's rule. */
import { at, fieldsAt, isFields, listAt, textAt, textsAt } from '../objects/at.ts'
import { demandsOf, takes, wordsOf } from '../objects/selector.ts'
import { blockSpans, type Family, familyOf } from './addresses.ts'
import type { Spans } from './spans.ts'

export type PodPeer = {
  /** Null: every namespace's. A text: the policy's own. */
  readonly namespaces: unknown
  readonly pods: unknown
}
export type BlockPeer = { readonly family: Family; readonly addresses: Spans }
export type Peer = 'anyone' | PodPeer | BlockPeer

export const isBlock = (peer: Peer): peer is BlockPeer => peer !== 'anyone' && 'addresses' in peer

const peerOf = (raw: unknown, own: string): Peer => {
  const cidr = textAt(raw, 'ipBlock', 'cidr')
  if (cidr !== undefined)
    return { family: familyOf(cidr), addresses: blockSpans(cidr, textsAt(raw, 'ipBlock', 'except')) }
  const isNamed = at(raw, 'namespaceSelector') !== undefined
  return {
    namespaces: isNamed ? fieldsAt(raw, 'namespaceSelector') : own,
    pods: fieldsAt(raw, 'podSelector'),
  }
}

/** Of one ingress or egress rule in the namespace `own`: no list is everybody. */
export const peersOf = (rule: unknown, side: 'from' | 'to', own: string): readonly Peer[] => {
  const raw = listAt(rule, side).filter(isFields)
  return raw.length === 0 ? ['anyone'] : raw.map((each) => peerOf(each, own))
}

const NAMESPACE = 'kubernetes.io/metadata.name'

/** What every namespace says of itself, beside its own labels. */
export const namespaceLabels = (name: string, labels: Readonly<Record<string, string>>) => ({
  ...labels,
  [NAMESPACE]: name,
})

type Known = {
  readonly namespace: string
  readonly namespaceLabels: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
}

export const takesPods = (peer: Peer, { namespace, namespaceLabels, labels }: Known) => {
  if (peer === 'anyone') return true
  if (isBlock(peer)) return false
  const isThere =
    typeof peer.namespaces === 'string'
      ? peer.namespaces === namespace
      : takes(peer.namespaces, namespaceLabels)
  return isThere && takes(peer.pods, labels)
}

const sayNamespaces = (selector: unknown) => {
  const demands = demandsOf(selector)
  if (demands.length === 0) return 'any namespace'
  const [only] = demands
  if (demands.length === 1 && only?.key === NAMESPACE && only.operator === 'In')
    return `the namespace ${only.values.join(' or ')}`
  return `namespaces with ${demands.map(wordsOf).join(', ')}`
}

/** `every pod of the namespace monitoring`. */
export const sayPods = ({ namespaces, pods }: PodPeer) => {
  const demands = demandsOf(pods)
  const isOwn = typeof namespaces === 'string'
  if (demands.length === 0) return `every pod of ${isOwn ? 'its namespace' : sayNamespaces(namespaces)}`
  return `pods with ${demands.map(wordsOf).join(', ')}${isOwn ? '' : ` of ${sayNamespaces(namespaces)}`}`
}

const keysOf = (selector: unknown) => demandsOf(selector).map((demand) => JSON.stringify(demand))

const isAtLeast = (wide: unknown, narrow: unknown) => {
  const asked = keysOf(narrow)
  return keysOf(wide).every((demand) => asked.includes(demand))
}

const ofName = (namespaces: unknown) =>
  typeof namespaces === 'string' ? { matchLabels: { [NAMESPACE]: namespaces } } : namespaces

/** Whether the first takes all pods that the second takes, as far as selectors tell. */
export const covers = (wide: PodPeer, narrow: PodPeer) =>
  isAtLeast(ofName(wide.namespaces), ofName(narrow.namespaces)) && isAtLeast(wide.pods, narrow.pods)
