/** The embedded store: one SQLite file, as durable as CouchDB, which several processes may share. */
import { EventEmitter } from 'node:events'
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Commit, Reported } from '../../lounge/log.ts'
import { followStore, type Ring } from '../follow.ts'
import type { Position } from '../position.ts'
import type { Store, Watcher } from '../store.ts'
import { documentIn, guarded, isTaken, openFile } from './file.ts'

/** How often the file is asked whether another process wrote to it, in milliseconds. It costs no disk access. */
const LOOK_MS = 100

const key = ({ term, first }: Position) => [term.number, first, term.environment]

class SqliteStore implements Store {
  readonly name = 'SQLite'
  readonly #file: DatabaseSync
  /** Told of writes of our own at once: only another process's wait for the next look at the file. */
  readonly #wrote = new EventEmitter()
  #writes = 0
  /** By their text, of which there are a handful. */
  readonly #statements = new Map<string, StatementSync>()

  #damage: string | undefined

  constructor(file: DatabaseSync) {
    this.#file = file
  }

  get damage() {
    return this.#damage
  }

  async append(commit: Commit) {
    const row = [...key(commit), JSON.stringify(commit)]
    return this.#guarded(() => {
      try {
        this.#write('INSERT INTO commits (term, first, environment, body) VALUES (?, ?, ?, ?)', row)
        return 'appended'
      } catch (fault) {
        if (isTaken(fault)) return 'taken'
        throw fault
      }
    })
  }

  async has(position: Position) {
    return this.#read('commits WHERE (term, first, environment) = (?, ?, ?)', key(position)).length > 0
  }

  async after(position: Position | null, limit: number) {
    const where = position ? 'WHERE (term, first, environment) > (?, ?, ?)' : ''
    const values = [...(position ? key(position) : []), limit]
    return this.#read<Commit>(`commits ${where} ORDER BY term, first, environment LIMIT ?`, values)
  }

  async before(position: Position | null, limit: number) {
    const where = position ? 'WHERE (term, first, environment) < (?, ?, ?)' : ''
    const values = [...(position ? key(position) : []), limit]
    return this.#read<Commit>(
      `commits ${where} ORDER BY term DESC, first DESC, environment DESC LIMIT ?`,
      values,
    )
  }

  async report(reported: Reported) {
    const { environment, device, term, at } = reported
    const upsert = `
      INSERT INTO reported (environment, device, term, at, body) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET term = excluded.term, at = excluded.at, body = excluded.body
      WHERE (excluded.term, excluded.at) >= (term, at)`
    const row = [environment, device, term, at, JSON.stringify(reported)]
    this.#guarded(() => this.#withoutWaiting(() => this.#write(upsert, row)))
  }

  async reported() {
    return this.#read<Reported>('reported ORDER BY environment, device', [])
  }

  follow(watcher: Watcher, signal: AbortSignal) {
    const listen = (ring: Ring) => this.#listen(ring, signal)
    return followStore({ store: this, listen, watcher, signal })
  }

  async close() {
    if (this.#file.isOpen) this.#file.close()
  }

  #guarded<T>(work: () => T): T {
    return guarded(work, (why) => {
      this.#damage = `${this.name} ${why}`
    })
  }

  /** A report is said again every few seconds: it goes to the disk with the next commit, not before an answer. */
  #withoutWaiting(write: () => void) {
    this.#file.exec('PRAGMA synchronous = NORMAL')
    try {
      write()
    } finally {
      this.#file.exec('PRAGMA synchronous = FULL')
    }
  }

  #prepared(statement: string) {
    const held = this.#statements.get(statement) ?? this.#file.prepare(statement)
    this.#statements.set(statement, held)
    return held
  }

  #write(statement: string, values: SQLInputValue[]) {
    this.#prepared(statement).run(...values)
    this.#writes += 1
    this.#wrote.emit('wrote')
  }

  async #listen(ring: Ring, signal: AbortSignal) {
    for (let seen: string | undefined; !signal.aborted; ) {
      const version = this.#version()
      if (version !== seen) await ring({ commits: true, reported: true })
      else await this.#nextLook(signal)
      seen = version
    }
  }

  #nextLook(signal: AbortSignal) {
    return new Promise<void>((resolve) => {
      const look = () => {
        clearTimeout(timer)
        this.#wrote.off('wrote', look)
        signal.removeEventListener('abort', look)
        // Whoever wrote is answered before everyone else is told.
        setImmediate(resolve)
      }
      const timer = setTimeout(look, LOOK_MS)
      this.#wrote.on('wrote', look)
      signal.addEventListener('abort', look)
    })
  }

  #read<T>(what: string, values: SQLInputValue[]): T[] {
    return this.#guarded(() =>
      this.#prepared(`SELECT * FROM ${what}`)
        .all(...values)
        .map(documentIn<T>),
    )
  }

  /** Another one whenever this process or another has written. */
  #version() {
    const others = this.#guarded(() => this.#prepared('PRAGMA data_version').get()?.data_version)
    return `${others}/${this.#writes}`
  }
}

/** Opens the file, making it and its folder if need be. Throws one sentence when that cannot be done. */
export const sqliteStore = (file: string): Store => new SqliteStore(openFile(file))
