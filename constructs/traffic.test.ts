/** Traffic: what is said is open, and nothing else. */
import { expect, test } from 'vitest'
import { findKind, objectsOf } from './testing/objects.ts'
import { type Edge, Traffic } from './traffic.ts'

const policy = (edges: { from?: Edge[]; to?: Edge[] }) =>
  findKind(
    objectsOf((chart) => new Traffic(chart, 'traffic', { name: 'api', labels: {}, ...edges })),
    'NetworkPolicy',
  ).spec

test('without edges both directions are cut, and no empty list makes a new generation at each apply', () => {
  expect(policy({})).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
    policyTypes: ['Ingress', 'Egress'],
  })
})

test('who may call others may ask for their addresses', () => {
  const { egress } = policy({ to: [{ peer: { workload: 'db' }, port: 5984 }] })

  expect(egress[0].ports).toEqual([{ port: 5984, protocol: 'TCP' }])
  expect(egress[1].ports).toEqual([
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ])
})

test('who calls others by their address alone asks for none', () => {
  const { egress } = policy({ to: [{ peer: { address: '10.77.0.1' }, port: 30984 }] })

  expect(egress).toHaveLength(1)
})

test('a peer in another namespace is named with it', () => {
  const { ingress } = policy({ from: [{ peer: { workload: 'node', namespace: 'pedal' }, port: 80 }] })

  expect(ingress[0].from).toEqual([
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'pedal' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'node' } },
    },
  ])
})

test('the internet is not the LAN, and not where a cloud keeps its credentials', () => {
  const { egress } = policy({ to: [{ peer: 'internet', port: 443 }] })

  expect(egress[0].to[0].ipBlock.except).toEqual(expect.arrayContaining(['192.168.0.0/16', '169.254.0.0/16']))
})
