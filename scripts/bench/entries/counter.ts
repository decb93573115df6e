/** Loaded before a process's own code: notes, past that code, each call it makes, each row it writes to SQLite; and `held.ts`. */
import './held.ts'
import { subscribe } from 'node:diagnostics_channel'
import { DatabaseSync, StatementSync } from 'node:sqlite'
import { steady } from '../steady.ts'
import { notebook } from './port.ts'

const { NOTES = '', SERVICE = '' } = process.env
const notes = notebook(NOTES)
const note = (kind: string, more: object) => notes({ kind, by: SERVICE, ...more })

type Asked = { readonly method: string; readonly path: string }

/** When each call began that has had no answer yet. */
const begun = new WeakMap<object, number>()

/** Of each client that Node has: where a call's beginning is told, and where its end. */
const CHANNELS = [
  ['http.client.request.start', 'http.client.response.finish'],
  ['undici:request:create', 'undici:request:trailers'],
] as const

for (const [start, end] of CHANNELS) {
  subscribe(start, (message) => {
    const { request } = message as { request: Asked }
    begun.set(request, steady())
    note('call', { method: request.method, path: request.path })
  })
  subscribe(end, (message) => {
    const { request } = message as { request: Asked }
    const ms = steady() - (begun.get(request) ?? 0)
    note('answered', { method: request.method, path: request.path, ms })
  })
}

/** Whether a write is on the disk before its statement returns. */
let isDurable = false
const { exec } = DatabaseSync.prototype
DatabaseSync.prototype.exec = function watchedExec(text) {
  if (text.includes('synchronous')) isDurable = text.includes('FULL')
  return exec.call(this, text)
}

const { run } = StatementSync.prototype as { run: (...values: unknown[]) => unknown }
const watchedRun = function watchedRun(this: StatementSync, ...values: unknown[]) {
  const began = steady()
  const result = run.apply(this, values)
  const [, table] = /INSERT INTO (\w+)/.exec(this.sourceSQL) ?? []
  if (table !== undefined) note('write', { table, isDurable, ms: steady() - began })
  return result
}
Object.assign(StatementSync.prototype, { run: watchedRun })
