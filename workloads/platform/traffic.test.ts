/** Traffic: policies open the edges of the graph, each from both ends, and not one pair more. */
import { expect, test } from 'vitest'
import { manifestsOf } from '../../constructs/manifest.ts'
import { foldersOf } from '../charts.ts'
import { places } from '../environments.ts'
import { findEnvironment } from '../places.ts'
import { graphPairs, openPairs } from './testing/reach.ts'

const dev = findEnvironment(places, 'dev')

test.each([
  ['dev', {}],
  ['a pedal on a node', { pedal: { runs: 'pinned', node: 'pi-3' } }],
  ['a pedal elsewhere', { pedal: { runs: 'host' } }],
  ['no overlay', { overlay: 'nowhere' }],
  ['obs in the cluster', { obs: { runs: 'cluster', url: 'ws://192.168.1.20:4455' } }],
] as const)('the edges of the graph are open from both ends, and no other pair is: %s', (_, change) => {
  const folders = foldersOf({ ...places, environments: [{ ...dev, ...change }] })
  const manifests = folders.flatMap(({ charts }) => charts.flatMap(manifestsOf))

  expect(openPairs(manifests).sort()).toEqual(graphPairs(manifests).sort())
})

test('the cloud lets home into midi and the database through the tunnel, and home’s database may dial there', () => {
  const manifests = foldersOf(places).flatMap(({ name, charts }) =>
    charts.flatMap(manifestsOf).map(({ object }) => ({ ...object, name, spec: object.spec })),
  )
  const blocks = (environment: string, kind: 'ingress' | 'egress') =>
    manifests
      .filter(({ name, kind: of }) => name === environment && of === 'NetworkPolicy')
      .flatMap(({ metadata, spec }) =>
        (spec[kind] ?? []).flatMap((rule: Record<string, { ipBlock?: { cidr: string } }[]>) =>
          (rule.from ?? rule.to ?? []).flatMap(({ ipBlock }) =>
            ipBlock && ipBlock.cidr !== '0.0.0.0/0' ? [[metadata.name, ipBlock.cidr, rule.ports]] : [],
          ),
        ),
      )

  expect(blocks('replica', 'ingress')).toEqual([
    ['db', '10.77.0.2/32', [{ port: 5984, protocol: 'TCP' }]],
    ['midi', '10.77.0.2/32', [{ port: 7102, protocol: 'TCP' }]],
  ])
  expect([...blocks('prod', 'ingress'), ...blocks('replica', 'egress')]).toEqual([])
  expect(blocks('prod', 'egress')).toEqual([['db', '10.77.0.1/32', [{ port: 30984, protocol: 'TCP' }]]])
  const outside = manifests.filter(({ kind, spec }) => kind === 'Service' && spec.type === 'NodePort')
  expect(outside).toMatchObject([
    {
      name: 'replica',
      metadata: { name: 'db-tunnel' },
      spec: { externalTrafficPolicy: 'Local', ports: [{ port: 5984, nodePort: 30984 }] },
    },
    {
      name: 'replica',
      metadata: { name: 'midi-tunnel' },
      spec: { externalTrafficPolicy: 'Local', ports: [{ port: 7102, nodePort: 30102 }] },
    },
  ])
})

test('where the end of the tunnel passes home’s calls on under its own address, that is let in instead', () => {
  const replica = findEnvironment(places, 'replica')
  const tunnel = { end: 'cloud', peer: 'prod', from: '192.0.2.4' } as const
  const folders = foldersOf({ ...places, environments: [{ ...replica, tunnel }] })
  const policies = folders
    .flatMap(({ charts }) => charts.flatMap(manifestsOf))
    .filter(({ object }) => object.kind === 'NetworkPolicy')

  expect(JSON.stringify(policies).match(/10\.77\.0\.2|192\.0\.2\.4/g)).toEqual(['192.0.2.4', '192.0.2.4'])
})
