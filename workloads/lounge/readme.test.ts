import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandTable } from './help.ts'

const README = new URL('../../README.md', import.meta.url)

const readme = existsSync(README) ? readFileSync(README, 'utf8') : ''
const rows = readme.split('\n').filter((row) => row.startsWith('| `!'))

test.skipIf(rows.length === 0)("the README's table of commands is what !help knows", () => {
  expect(rows).toEqual(
    commandTable.map(
      ({ example, who, what }) =>
        `| \`${example}\` | ${who === 'viewer' ? 'everyone' : `${who}s`} | ${what} |`,
    ),
  )
})
