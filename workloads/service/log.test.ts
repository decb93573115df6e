/** The log: one JSON object a line, traceable, without secrets. */
import { expect, test } from 'vitest'
import { withTrail } from './correlation.ts'
import { createLog } from './log.ts'

const logging = () => {
  const lines: string[] = []
  const log = createLog({ service: 'chat', destination: { write: (line) => void lines.push(line) } })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '') }
}

test('a line is one JSON object with its service, level and time in words', () => {
  const { log, lines, last } = logging()

  log.info({ line: '!time 7\r\n' }, 'a line of chat')

  expect(lines[0]?.trimEnd()).not.toMatch(/[\r\n]/)
  expect(last()).toMatchObject({ service: 'chat', level: 'info', message: 'a line of chat' })
  expect(Date.parse(last().time)).not.toBeNaN()
})

test('lines written for the same work carry its correlation id', async () => {
  const { log, last } = logging()

  await withTrail({ correlation: 'line-1', trace: 'a'.repeat(32) }, async () => {
    await Promise.resolve()
    log.info('deep inside')
  })

  expect(last()).toMatchObject({ correlation: 'line-1', trace: 'a'.repeat(32) })
})

test.each([
  [{ token: 'hunter2' }],
  [{ request: { headers: { authorization: 'hunter2' } } }],
  [{ twitch: { password: 'hunter2' } }],
  [{ url: 'http://admin:hunter2@couch:5984/lounge' }],
  [{ err: new Error('parse "http://admin:hunter2@couch:5984/%0A" failed') }],
  [{ err: new Error('outer', { cause: new Error('PASS oauth:hunter2') }) }],
  [{ said: 'authorization: Bearer hunter2' }],
])('a secret does not get into it: %o', (entry) => {
  const { log, lines } = logging()

  log.error(entry, 'oops')

  expect(lines[0]).toContain('[redacted]')
  expect(lines[0]).not.toContain('hunter2')
})
