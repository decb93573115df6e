/** Whether what a lockfile names is installed, although nothing is asked of the network. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isInstalled } from './packages.ts'

const one = { version: '1.0.0', integrity: 'sha512-one' }
const other = { version: '2.0.0', integrity: 'sha512-other' }
const lockOf = (packages: object) => JSON.stringify({ packages: { '': { name: 'lounge' }, ...packages } })

const installed = (packages: object) => {
  const root = mkdtempSync(join(tmpdir(), 'installed-'))
  mkdirSync(join(root, 'node_modules'))
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
  return root
}

test('more may be installed than is named, and what is for another platform may lack', async () => {
  const root = installed({ 'node_modules/one': one, 'node_modules/other': other })
  const lock = lockOf({ 'node_modules/one': one, 'node_modules/mac': { ...other, optional: true } })

  expect(await isInstalled(lock, root)).toBe(true)
})

test.each([
  ['another version', { 'node_modules/one': { ...one, version: '1.0.1' } }],
  ['other content', { 'node_modules/one': { ...one, integrity: 'sha512-else' } }],
  ['nothing of it', {}],
])('%s is not what is named', async (_, found) => {
  expect(await isInstalled(lockOf({ 'node_modules/one': one }), installed(found))).toBe(false)
})

test('where npm never was, nothing is installed', async () => {
  expect(await isInstalled(lockOf({}), mkdtempSync(join(tmpdir(), 'empty-')))).toBe(false)
})
