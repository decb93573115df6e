import { expect, test } from 'vitest'
import { z } from 'zod'
import { say } from '../say/say.ts'
import { patched } from '../testing/lounge.ts'
import { judge } from './judge.ts'
import { Report } from './report.ts'

const screen = { width: 100, colour: false }

test('the published schema is that of the code: vitest -u writes it anew', async () => {
  const schema = z.toJSONSchema(Report, { io: 'input' })

  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot('../report.schema.json')
})

test('what is printed as JSON is a report', () => {
  const folders = patched(({ set, remove }) => {
    set('Deployment lounge-prod/midi', 'spec/replicas', 3)
    remove('NetworkPolicy lounge-prod/midi')
  })

  const printed = JSON.parse(say.json(judge(folders, { base: 'main', head: 'here' })))

  expect(Report.parse(printed)).toEqual(printed)
  expect(say.terminal(printed, screen)).toContain('midi')
})
