import { expect, test } from 'vitest'
import { z } from 'zod'
import { faultsOf } from './faults.ts'

test('a rule that repeats what was sent stays one line', () => {
  const schema = z.string().superRefine((text, { addIssue }) => {
    addIssue({ code: 'custom', message: `must not be ${text}` })
  })
  const input = 'a\r\nset-cookie: b\u2028c\u202ed'

  const { error } = schema.safeParse(input)

  expect(error && faultsOf(error, { input, whole: 'the body' })).toEqual([
    { field: '', detail: 'the body must not be a set-cookie: b c d', malformed: false },
  ])
})
