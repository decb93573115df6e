import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandTable } from './help.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

test("the README's table of commands is what !help knows", () => {
  const rows = readme.split('\n').filter((row) => row.startsWith('| `!'))

  expect(rows).toEqual(commandTable.map(({ example, who, what }) => `| \`${example}\` | ${who} | ${what} |`))
})
