/** Who may talk with a workload's pods, both ways; all else is cut by the namespace's default. */
import type { Construct } from 'constructs'
import { selectorOf } from './identity.ts'
import * as kplus from './kplus.ts'

/** Pods of a workload, of a whole namespace, a machine by its IPv4 address, or all of the internet. */
type Peer =
  | { readonly workload: string; readonly namespace?: string | undefined }
  | { readonly namespace: string }
  | { readonly address: string }
  | 'internet'

export interface Edge {
  readonly peer: Peer
  readonly port: number
}

export interface TrafficProps {
  /** Of the workload. */
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  /** Who may call it, and where. @default - nobody */
  readonly from?: readonly Edge[]
  /** Whom it may call, and where. With any that has a name there is DNS too. @default - nobody */
  readonly to?: readonly Edge[]
}

/** What is not the internet: private, link-local (cloud credentials live there) and shared addresses. */
const NOT_INTERNET = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10']

const inNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
})

const peerOf = (peer: Peer): kplus.k8s.NetworkPolicyPeer => {
  if (peer === 'internet') return { ipBlock: { cidr: '0.0.0.0/0', except: NOT_INTERNET } }
  if ('address' in peer) return { ipBlock: { cidr: `${peer.address}/32` } }
  const namespace = peer.namespace === undefined ? {} : inNamespace(peer.namespace)
  return 'workload' in peer
    ? { ...namespace, podSelector: { matchLabels: selectorOf(peer.workload) } }
    : namespace
}

const portOf = (port: number, protocol = 'TCP') => ({
  protocol,
  port: kplus.k8s.IntOrString.fromNumber(port),
})

const DNS = {
  to: [{ ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [portOf(53, 'UDP'), portOf(53)],
}

const incoming = (from: readonly Edge[]) =>
  from.map(({ peer, port }) => ({ from: [peerOf(peer)], ports: [portOf(port)] }))

const hasName = ({ peer }: Edge) => peer === 'internet' || !('address' in peer)

const outgoing = (to: readonly Edge[]) => [
  ...to.map(({ peer, port }) => ({ to: [peerOf(peer)], ports: [portOf(port)] })),
  ...(to.some(hasName) ? [DNS] : []),
]

/**
 * One NetworkPolicy a workload, named as it. A direction without edges is left out, which cuts it; said as an empty
 * list it would be a new generation at each apply.
 */
export class Traffic extends kplus.k8s.KubeNetworkPolicy {
  constructor(scope: Construct, id: string, { name, labels, from = [], to = [] }: TrafficProps) {
    super(scope, id, {
      metadata: { name, labels: { ...labels } },
      spec: {
        podSelector: { matchLabels: selectorOf(name) },
        policyTypes: ['Ingress', 'Egress'],
        ...(from.length > 0 && { ingress: incoming(from) }),
        ...(to.length > 0 && { egress: outgoing(to) }),
      },
    })
  }
}
