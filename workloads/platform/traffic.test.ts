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
