import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storeContract } from '../contract/store.contract.ts'
import { aCommit, listener } from '../testing/log.ts'
import { sqliteStore } from './sqlite.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'lounge-'))

storeContract('SQLite', async () => {
  const dir = folder()
  return {
    open: async () => sqliteStore(join(dir, 'log.sqlite')),
    end: async () => rmSync(dir, { recursive: true }),
  }
})

describe('the file of the embedded store', () => {
  let dir: string
  let file: string
  beforeEach(() => {
    dir = folder()
    file = join(dir, 'log.sqlite')
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  /** A process of its own that appends one commit after the other until it is killed. */
  const writer = () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(import.meta.resolve('../testing/writer.ts')), file],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    return { child, lines: createInterface(child.stdout) }
  }

  test('holds every commit that was called appended when the process was killed', async () => {
    const { child, lines } = writer()
    let appended = 0
    for await (const line of lines) {
      appended = Number(line)
      if (appended === 20) child.kill('SIGKILL')
    }

    const store = sqliteStore(file)
    const log = await store.after(null, 10_000)
    await store.close()

    expect(appended).toBeGreaterThanOrEqual(20)
    expect(log.map(({ first }) => first)).toEqual(Array.from(log, (_, index) => index + 1))
    expect(log.length).toBeGreaterThanOrEqual(appended)
  })

  test('is followed while another process writes to it', async () => {
    const store = sqliteStore(file)
    const heard = listener()
    const enough = new AbortController()
    const following = store.follow(heard.watcher, enough.signal)
    await heard.until(({ states }) => states.includes('up'))

    const { child } = writer()
    await heard.until(({ commits }) => commits.length >= 20)
    child.kill('SIGKILL')
    await once(child, 'exit')
    enough.abort()
    await following
    await store.close()

    expect(heard.commits.map(({ first }) => first)).toEqual(
      Array.from(heard.commits, (_, index) => index + 1),
    )
  })

  test('is made with its folder', async () => {
    const store = sqliteStore(join(dir, 'new', 'folder', 'log.sqlite'))
    await store.close()

    expect(existsSync(join(dir, 'new', 'folder', 'log.sqlite'))).toBe(true)
  })

  test('that is none is refused in a sentence that names it', () => {
    writeFileSync(file, 'a letter to grandma, much longer than the header of a database would be')

    expect(() => sqliteStore(file)).toThrow(`the store ${file} cannot be opened: file is not a database`)
  })

  test('of a newer version is refused and left alone', () => {
    const newer = new DatabaseSync(file)
    newer.exec('PRAGMA user_version = 99')
    newer.close()

    expect(() => sqliteStore(file)).toThrow(
      `the store ${file} cannot be opened: a newer version of the lounge wrote it`,
    )
  })

  test('that breaks while in use is a 503', async () => {
    const store = sqliteStore(file)
    const meddler = new DatabaseSync(file)
    meddler.exec('DROP TABLE commits')
    meddler.close()

    await expect(store.append(aCommit(1))).rejects.toMatchObject({
      status: 503,
      message: 'SQLite could not use its file; try again in 2 seconds',
    })
    await store.close()
  })
})
