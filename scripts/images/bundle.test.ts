/** Bundles: small, the same bytes twice, with what a service reads beside itself and nothing of another's. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadAssets } from '../../workloads/overlay/assets.ts'
import { bundle } from './bundle.ts'

const into = () => mkdtempSync(join(tmpdir(), 'bundle-'))

test('the same code gives the same bytes, well under what a service may add', async () => {
  const [one, other] = await Promise.all([bundle('obs', { into: into() }), bundle('obs', { into: into() })])

  expect(one).toEqual(other)
  expect(one.bytes).toBeLessThan(5e6)
  expect(one.files).toEqual(['package.json', 'workloads/obs/main.js'])
})

test('the MIDI binding is in the node’s alone, for both architectures of images', async () => {
  const { bytes, files } = await bundle('midi-node', { into: into() })

  expect(files.filter((file) => file.endsWith('.node')).map((file) => file.split('/').at(-2))).toEqual([
    'midi-linux-arm64',
    'midi-linux-x64',
  ])
  expect(bytes).toBeLessThan(10e6)
})

test('all that the overlay’s page is made of is beside it, and no test', async () => {
  const served = [...(await loadAssets()).files.keys()].map((path) =>
    path.startsWith('vendor/')
      ? path.replace('vendor', 'node_modules')
      : `workloads/${path.replace(/\.js$/, '.ts')}`,
  )

  const { files } = await bundle('overlay', { into: into() })

  expect(files).toEqual(expect.arrayContaining(served))
  expect(files.filter((file) => file.includes('.test.'))).toEqual([])
})
