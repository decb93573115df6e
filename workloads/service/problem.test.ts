import { expect, test } from 'vitest'
import { Problem, problemFrom, problemResponse, quoted } from './problem.ts'

test('a problem survives the way from one service to another', async () => {
  const sent = new Problem(429, 'wait 3 seconds', {
    type: 'cooldown',
    headers: { 'retry-after': '3' },
    more: { refusal: { reason: 'cooldown' } },
  })

  const read = await problemFrom(problemResponse(sent))

  expect(read).toMatchObject({
    status: 429,
    message: 'wait 3 seconds',
    type: 'cooldown',
    headers: { 'retry-after': '3' },
    more: { refusal: { reason: 'cooldown' } },
  })
})

test('its members never replace its own', () => {
  const problem = new Problem(404, 'no such device', { more: { status: 200, detail: 'fine' } })

  expect(problem.toJSON()).toMatchObject({ status: 404, detail: 'no such device' })
})

test('an answer that is no problem becomes one by its status', async () => {
  const read = await problemFrom(new Response('<html>', { status: 502 }))

  expect(read).toMatchObject({ status: 502, message: 'it answered 502 without saying why' })
})

test('what people sent is repeated on one line, visibly and not at length', () => {
  expect(quoted('a\u0000\r\n\u200b"b"')).toBe(`"a 'b'"`)
  expect(quoted('x'.repeat(200))).toBe(`"${'x'.repeat(80)}…"`)
})
