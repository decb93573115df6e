import { expect, test } from 'vitest'
import type { Manifest } from '../change.ts'
import { judge } from '../judge/judge.ts'
import { changesOf } from '../meaning/changes.ts'

const definition = (versions: Readonly<Record<string, boolean>>, plural = 'pools'): Manifest => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.metallb.io` },
  spec: {
    group: 'metallb.io',
    scope: 'Namespaced',
    names: { kind: 'Pool', plural },
    versions: Object.entries(versions).map(([name, served]) => ({ name, served, storage: name === 'v1' })),
  },
})

const side = (...manifests: readonly Manifest[]) =>
  new Map([['cluster', manifests.map((manifest) => ({ manifest, place: undefined }))]])

const said = (base: readonly Manifest[], head: readonly Manifest[]) =>
  judge(changesOf(side(...base), side(...head)), { base: 'main', head: 'here' })
    .findings.filter(({ rule }) => rule === 'crd-removed')
    .map(({ level, says }) => `${level}: ${says}`)

test('a kind that goes takes every object of it along', () => {
  expect(said([definition({ v1: true })], [])).toEqual([
    'dangerous: every Pool of the cluster is deleted with it.',
  ])
})

test('a kind under another name is another kind: the old one goes', () => {
  expect(said([definition({ v1: true })], [definition({ v1: true }, 'basins')])).toEqual([
    'dangerous: every Pool of the cluster is deleted with it.',
  ])
})

test.each([{ v1: true }, { v1: true, v1beta1: false }])(
  'a version that is no longer served is said: %o',
  (left) => {
    expect(said([definition({ v1: true, v1beta1: true })], [definition(left)])).toEqual([
      'dangerous: v1beta1 of Pool is no longer served: who asks for it fails.',
    ])
  },
)

test('a kind that comes, a version that comes and one that was not served lose nothing', () => {
  expect(said([], [definition({ v1: true })])).toEqual([])
  expect(said([definition({ v1: true })], [definition({ v1: true, v2: true })])).toEqual([])
  expect(said([definition({ v1: true, v1beta1: false })], [definition({ v1: true })])).toEqual([])
})
