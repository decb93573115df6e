/** Run by tests as a process of its own: appends commits to a file and prints each generation once it is durable. */
import { writeSync } from 'node:fs'
import { sqliteStore } from '../sqlite/sqlite.ts'
import { aCommit } from './log.ts'

const STDOUT = 1
const MOST = 5_000

const store = sqliteStore(process.argv[2] ?? '')
for (let first = 1; first <= MOST; first += 1)
  if ((await store.append(aCommit(first))) === 'appended') writeSync(STDOUT, `${first}\n`)
