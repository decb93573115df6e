/** What holds of every diff: nothing is nothing, all is said, and what is said is enough to make head of base. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply } from '../apply.ts'
import { identityOf, keyOf, type Manifest, type Value } from '../change.ts'
import { changesBetween, folderOf, foreign, lounge } from '../testing/manifests.ts'
import { paths, replaced, without } from '../testing/mutations.ts'
import { isTakenAnyway } from '../testing/taken-anyway.ts'
import { shapeOfKind } from './shapes/index.ts'
import { canonical, tidied } from './tidy.ts'

const byMeaning = (manifests: readonly Manifest[]) =>
  new Map(
    manifests.map((each) => [keyOf(identityOf(each)), canonical(tidied(each), shapeOfKind(each))] as const),
  )

const all = [...lounge(), ...(await foreign())]
const manifest = fc.constantFrom(...all)

/** A manifest with one of its values replaced, dropped or moved. */
const mutated = manifest.chain((original) =>
  fc
    .record({ at: fc.constantFrom(...paths(original)), value: fc.jsonValue({ maxDepth: 2 }) })
    .map(({ at, value }) => replaced(original, at, value as Value)),
)

/** The same always: what it finds is found before a change lands, and not in somebody else's. */
const sometimes = { numRuns: 300, seed: 6 }

test('what is the same is no change', () => {
  expect(changesBetween(all, structuredClone(all))).toEqual([])
})

describe('applying a diff to base gives head', () => {
  test('after any value of any manifest became another', () => {
    fc.assert(
      fc.property(mutated, (head) => {
        const base = all.filter((each) => keyOf(identityOf(each)) === keyOf(identityOf(head)))
        expect(byMeaning(apply(folderOf(base, [head])))).toEqual(byMeaning([head]))
      }),
      sometimes,
    )
  })

  test('between any two sets of objects', () => {
    fc.assert(
      fc.property(fc.subarray(all), fc.subarray(all), (base, head) => {
        expect(byMeaning(apply(folderOf(base, head)))).toEqual(byMeaning(head))
      }),
      { numRuns: 30, seed: 6 },
    )
  })

  test('between any two resources that nobody described', () => {
    const spec = fc.dictionary(fc.constantFrom('a', 'b', 'list', 'steps'), fc.jsonValue({ maxDepth: 4 }))
    const custom = spec.map((value) => ({
      apiVersion: 'example.org/v1',
      kind: 'Thing',
      metadata: { name: 'one' },
      spec: value,
    })) as fc.Arbitrary<Manifest>
    fc.assert(
      fc.property(custom, custom, (base, head) => {
        expect(byMeaning(apply(folderOf([base], [head])))).toEqual(byMeaning([head]))
      }),
      sometimes,
    )
  })

  test('between any two lists of steps with names, in any order', () => {
    const steps = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), does: fc.nat(2) }), {
      selector: ({ name }) => name,
    })
    const custom = steps.map((list) => ({
      apiVersion: 'example.org/v1',
      kind: 'Flow',
      metadata: { name: 'one' },
      spec: { list },
    })) as fc.Arbitrary<Manifest>
    fc.assert(
      fc.property(custom, custom, (base, head) => {
        const folder = folderOf([base], [head])
        expect(byMeaning(apply(folder))).toEqual(byMeaning([head]))
        expect(folder.changes.length > 0).toBe(JSON.stringify(base) !== JSON.stringify(head))
      }),
      sometimes,
    )
  })
})

describe('nothing is lost in silence', () => {
  test('an object that is dropped is said to be removed', () => {
    for (const [index, dropped] of all.entries())
      expect(
        changesBetween(all, all.toSpliced(index, 1)).map(({ what, identity }) => [what, identity]),
      ).toEqual([['removed', identityOf(dropped)]])
  })

  test('a field that is dropped is said, unless it held what the API takes without it', () => {
    const silent = all.flatMap((original) =>
      paths(original)
        .filter((at) => changesBetween([original], [without(original, at)]).length === 0)
        .filter((at) => !isTakenAnyway(original, at))
        .map((at) => `${original.kind} ${at.join('.')}`),
    )

    expect(silent).toEqual([])
  })
})
