import { expect, test } from 'vitest'
import { patched } from '../testing/lounge.ts'
import { type Accepted, newlyAccepted, parseAccepted } from './accepted.ts'
import { judge } from './judge.ts'

const reason = 'moved to the other volume first'
const inProd: Accepted = { rule: 'volume-removed', object: 'PersistentVolumeClaim lounge-prod/db', reason }

const withoutClaim = (accepted: readonly Accepted[]) => {
  const folders = patched(({ remove }) => remove('PersistentVolumeClaim lounge-prod/db'))
  return judge(folders, { base: 'main', head: 'here', accepted })
}

test('what is accepted is shown with its reason, and wants a look', () => {
  const { verdict, findings } = withoutClaim([inProd])

  expect(verdict).toBe('look')
  expect(findings.find(({ rule }) => rule === 'volume-removed')).toMatchObject({
    level: 'look',
    accepted: reason,
  })
})

test('a star accepts it in every namespace', () => {
  expect(withoutClaim([{ ...inProd, object: 'PersistentVolumeClaim */db' }]).verdict).toBe('look')
})

test('an acceptance that nothing needs is said to be idle', () => {
  const idle: Accepted = { ...inProd, rule: 'crd-removed' }

  expect(withoutClaim([idle]).idle).toEqual([idle])
})

test('what the base accepted is used up, unless its reason is a new one', () => {
  const again = { ...inProd, reason: 'and once more, for the new disk' }

  expect(newlyAccepted([inProd], [inProd])).toEqual([])
  expect(newlyAccepted([inProd], [inProd, again])).toEqual([again])
})

test.each([
  [[{ ...inProd, rule: 'volume-gone' }], /^accepted\.yaml: 0\.rule is wrong/],
  [
    [{ ...inProd, reason: 'ok' }],
    /^accepted\.yaml: 0\.reason is wrong: must say why, in ten letters or more\.$/,
  ],
  [{ rule: 'volume-removed' }, /^accepted\.yaml: the list is wrong/],
])('%j is refused in a sentence', (value, sentence) => {
  expect(() => parseAccepted(value, 'accepted.yaml')).toThrow(sentence)
})
