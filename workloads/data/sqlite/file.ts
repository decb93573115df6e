/** The file of the embedded store: opened, laid out and guarded, its faults told apart. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { storeAway, storeDamaged } from '../store.ts'

/** How long a write waits for another process's, in milliseconds. */
const BUSY_MS = 2_000
const LAYOUT = 1
const PRIMARY_KEY_TAKEN = 1555 // SQLITE_CONSTRAINT_PRIMARYKEY

const TABLES = `
  CREATE TABLE IF NOT EXISTS commits (
    term INTEGER, first INTEGER, environment TEXT, body TEXT NOT NULL,
    PRIMARY KEY (term, first, environment)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS reported (
    environment TEXT, device TEXT, term INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (environment, device)
  ) WITHOUT ROWID;
  PRAGMA user_version = ${LAYOUT};`

const prepare = (file: string) => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(file, { timeout: BUSY_MS })
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  const layout = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (layout > LAYOUT) throw new Error('a newer version of the lounge wrote it')
  if (layout < LAYOUT) database.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT`)
  return database
}

/** Opens the file, making it and its folder if need be. Throws one sentence that names it when that cannot be done. */
export const openFile = (file: string): DatabaseSync => {
  try {
    return prepare(file)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`the store ${file} cannot be opened: ${why}`, { cause })
  }
}

const codeOf = (fault: unknown) =>
  typeof fault === 'object' && fault !== null && 'errcode' in fault ? fault.errcode : undefined

export const isTaken = (fault: unknown) => codeOf(fault) === PRIMARY_KEY_TAKEN

/** A row that is not what was written, or a file that is not one. */
class Damage extends Error {}

const DAMAGED_FILE = [11, 26] // SQLITE_CORRUPT, SQLITE_NOTADB; further kinds are in the upper bytes

const isDamage = (fault: unknown) =>
  fault instanceof Damage || DAMAGED_FILE.includes(Number(codeOf(fault)) & 0xff)

type Row = Readonly<Record<string, unknown>>

/** The document in a row; throws `Damage` that says which row it is. */
export const documentIn = <T>({ body, ...key }: Row): T => {
  try {
    return JSON.parse(String(body)) as T
  } catch (cause) {
    const name = Object.entries(key).map(([column, value]) => `${column} ${value}`)
    throw new Damage(`holds a damaged row: ${name.join(', ')}`, { cause })
  }
}

/** Runs what reads or writes the file; any fault of it (a full disk, a lock held too long) is a 503. */
export const guarded = <T>(work: () => T, onDamage: (why: string) => void): T => {
  try {
    return work()
  } catch (cause) {
    if (isDamage(cause)) {
      const why = cause instanceof Damage ? cause.message : 'has a damaged file'
      onDamage(why)
      throw storeDamaged('SQLite', why, cause)
    }
    throw storeAway('SQLite', 'could not use its file', cause)
  }
}
