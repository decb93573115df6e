/** What the log has grown by, read from the store's own file: documents, changes and bytes. */
import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

export type Size = {
  readonly commits: number
  readonly changes: number
  /** Of the commits as they were written, without anything that the database adds. */
  readonly documentBytes: number
  /** What the commits must take in the file: SQLite keeps a row's beginning in its tree, the rest in pages of its own. */
  readonly computedBytes: number
  /** Of the file, without what waits in its journal. */
  readonly fileBytes: number
  /** Of the write-ahead journal, which is used again and again. */
  readonly journalBytes: number
}

const ROWS = `
  SELECT length(CAST(body AS BLOB)) AS bytes, json_array_length(body, '$.changes') AS changes, environment
  FROM commits`

/** Bytes of a row's key, header and cell, without its environment's name. */
const KEY_BYTES = 16

/**
 * What a row takes, after https://sqlite.org/fileformat2.html#payload: past a quarter of a page only so much stays in the tree that
 * what goes into pages of its own fills them.
 */
const bytesOfRow = (payload: number, page: number) => {
  const most = Math.floor(((page - 12) * 64) / 255) - 23
  const least = Math.floor(((page - 12) * 32) / 255) - 23
  if (payload <= most) return payload
  const kept = least + ((payload - least) % (page - 4))
  const local = kept <= most ? kept : least
  return local + Math.ceil((payload - local) / (page - 4)) * page
}

const bytesIn = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

export const sizeOf = (file: string): Size => {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  const pragma = (name: string) => Number(database.prepare(`PRAGMA ${name}`).get()?.[name])
  const page = pragma('page_size')
  const size = { commits: 0, changes: 0, documentBytes: 0, computedBytes: 0 }
  for (const { bytes, changes, environment } of database.prepare(ROWS).iterate()) {
    size.commits += 1
    size.changes += Number(changes)
    size.documentBytes += Number(bytes)
    size.computedBytes += bytesOfRow(Number(bytes) + String(environment).length + KEY_BYTES, page)
  }
  const fileBytes = pragma('page_count') * page
  database.close()
  return { ...size, fileBytes, journalBytes: bytesIn(`${file}-wal`) }
}

export const grown = (from: Size, to: Size) => {
  const changes = to.changes - from.changes
  const documentBytes = to.documentBytes - from.documentBytes
  const fileBytes = to.fileBytes - from.fileBytes
  return {
    ...{ changes, documentBytes, fileBytes },
    commits: to.commits - from.commits,
    documentPerChange: documentBytes / changes,
    filePerChange: fileBytes / changes,
  }
}
