/** Synthesis: the same bytes twice, whole or not at all. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { places } from '../../workloads/environments.ts'
import { synth } from './synth.ts'
import { writeWhole } from './write-whole.ts'

test('the same places give the same bytes', () => {
  expect([...synth(places)]).toEqual([...synth(places)])
})

test('each environment has its folder, each cluster one, and files in the order of application', () => {
  expect([...synth(places, ['dev']).keys()]).toEqual([
    'cluster-home/00-cluster.yaml',
    'dev/00-platform.yaml',
    'dev/10-db.yaml',
    'dev/20-data.yaml',
    'dev/30-midi.yaml',
    'dev/40-midi-node.yaml',
    'dev/50-chat.yaml',
    'dev/60-overlay.yaml',
  ])
})

test('an unknown environment is a sentence that lists what there is', () => {
  expect(() => synth(places, ['staging'])).toThrow(
    'there is no environment "staging"; there are dev, prod, replica',
  )
})

test('a rule that is broken names the folder and the construct', () => {
  const [dev] = places.environments
  const long = { ...(dev as (typeof places.environments)[0]), namespace: 'x'.repeat(70) }

  expect(() => synth({ ...places, environments: [long] })).toThrow(
    /^dev: platform\/.*is longer than 63 characters/m,
  )
})

const folderWith = (file: string) => {
  const folder = join(mkdtempSync(join(tmpdir(), 'synth-')), 'dist')
  mkdirSync(folder)
  writeFileSync(join(folder, file), 'old')
  return folder
}

test('what was in the folder and is not written again is gone', () => {
  const folder = folderWith('stale.yaml')

  writeWhole(folder, new Map([['dev/a.yaml', 'new']]))

  expect(readdirSync(folder)).toEqual(['dev'])
  expect(readFileSync(join(folder, 'dev/a.yaml'), 'utf8')).toBe('new')
})

test('when a file cannot be written the folder is as it was, and nothing lies beside it', () => {
  const folder = folderWith('kept.yaml')
  const impossible = new Map([
    ['a', 'file'],
    ['a/b', 'and folder'],
  ])

  expect(() => writeWhole(folder, impossible)).toThrow()
  expect(readdirSync(folder)).toEqual(['kept.yaml'])
  expect(readdirSync(join(folder, '..'))).toEqual(['dist'])
})
