/** What is well, and what is only not known to be. */
import { expect, test } from 'vitest'
import { answered, BEHIND } from './answer.ts'

const says = ['home: 3 commits']
const look = (homeLacks: readonly string[], awayLacks: readonly string[]) => async () => ({
  ...{ isLevel: homeLacks.length + awayLacks.length === 0, homeLacks, awayLacks, says },
})

test('what neither side lacks anything of is well', async () => {
  expect(await answered(look([], []), false)).toEqual({ says })
})

test.each([
  ['home', look(['one'], []), BEHIND],
  ['the other side', look([], ['one']), undefined],
])('asked whether home has all, %s lacks a commit', async (_, lacking, wrong) => {
  expect(await answered(lacking, true)).toEqual({ says, ...(wrong && { wrong }) })
  expect(await answered(lacking, false)).toEqual({ says, wrong: BEHIND })
})

test('a side that does not answer is wrong, and no fault of who asks', async () => {
  const away = async () => Promise.reject(new Error('CouchDB does not answer'))

  expect(await answered(away, true)).toEqual({
    says: ['CouchDB does not answer'],
    wrong: 'CouchDB does not answer',
  })
})
