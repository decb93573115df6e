/** The store's own documents, read past every service, and files that only grow. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { ventris } from '../../workloads/lounge/devices/index.ts'
import type { Commit, Evidence } from './evidence.ts'

type Report = NonNullable<Evidence['reported']> & { device: string }
type Documents = { commits: Commit[]; reported: Report | undefined }

/** Everything past a commit that is known already, or from the beginning. */
type ReadStore = (last: Commit | undefined) => Documents | Promise<Documents>

export const fromSqlite =
  (file: string): ReadStore =>
  (last) => {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
    const bodies = (rest: string, ...values: number[]) =>
      database
        .prepare(`SELECT body FROM ${rest}`)
        .all(...values)
        .map(({ body }) => JSON.parse(String(body)) as unknown)
    const past = 'commits WHERE (term, first) > (?, ?) ORDER BY term, first, environment'
    const commits = bodies(past, last?.term.number ?? 0, last?.first ?? 0) as Commit[]
    const reports = bodies('reported') as Report[]
    database.close()
    return { commits, reported: reports.find(({ device }) => device === ventris.id) }
  }

const inOrder = (a: Commit, b: Commit) => a.term.number - b.term.number || a.first - b.first

/** The stand-in asks nobody who they are. */
export const fromCouch =
  (port: number): ReadStore =>
  async (last) => {
    const from = new URLSearchParams({
      include_docs: 'true',
      startkey: JSON.stringify(last?.id ?? 'commit:'),
    })
    const response = await fetch(`http://127.0.0.1:${port}/lounge/_all_docs?${from}`)
    const { rows } = (await response.json()) as { rows: { id: string; doc: unknown }[] }
    const docs = (kind: string) =>
      rows.filter(({ id }) => id.startsWith(kind) && id !== last?.id).map(({ doc }) => doc)
    const reports = docs('reported:') as Report[]
    const commits = (docs('commit:') as Commit[]).sort(inOrder)
    return { commits, reported: reports.find(({ device }) => device === ventris.id) }
  }

/** What a file that only grows has gained since the last look. */
export class Tail {
  readonly #file: string
  #at = 0
  #rest = ''

  constructor(file: string) {
    this.#file = file
  }

  lines(): string[] {
    if (!existsSync(this.#file)) return []
    const file = openSync(this.#file, 'r')
    const chunk = Buffer.alloc(1 << 20)
    for (let read = readSync(file, chunk, 0, chunk.length, this.#at); read > 0; ) {
      this.#rest += chunk.toString('latin1', 0, read)
      this.#at += read
      read = readSync(file, chunk, 0, chunk.length, this.#at)
    }
    closeSync(file)
    const lines = this.#rest.split('\n')
    this.#rest = lines.pop() ?? ''
    return lines
  }
}
