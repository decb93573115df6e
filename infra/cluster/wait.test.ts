/** What waits for the API server. */
import { expect, test } from 'vitest'
import { create as issue } from '../authority/issue.ts'
import { create, diff } from './wait.ts'

const { outs } = await issue({ cluster: 'show' })
const access = { ...outs, machine: 'i-1' }

test('an API server that never answers is a sentence with the machine to ask', async () => {
  const waited = create({ ...access, endpoint: '127.0.0.1:1', seconds: 0 })

  await expect(waited).rejects.toThrow(
    /^The API server at 127\.0\.0\.1:1 was not ready within 0 s .*--instance-id i-1$/,
  )
})

test('only another machine or another way to it is waited for again', async () => {
  const there = { ...access, endpoint: 'a:6443' }

  expect(await diff('i-1', there, { ...there, clientKey: 'another' })).toEqual({
    changes: false,
    replaces: [],
  })
  expect(await diff('i-1', there, { ...there, machine: 'i-2' })).toEqual({
    changes: true,
    replaces: ['machine'],
  })
})
