/** Stands in for CouchDB in a cluster that cannot pull it: its protocol by express-pouchdb, with a journal for durability. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { CouchStandIn } from '../../../workloads/data/testing/couch-stand-in.ts'

const PORT = 5984
const JOURNAL = join('/opt/couchdb/data', 'journal.jsonl')

type Asked = { method: string; url: string; body: string }

const inner = new CouchStandIn()
await inner.start()

const ask = ({ method, url, body }: Asked) =>
  fetch(`${inner.url}${url}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body }),
  })

/** Revisions follow from what is written, so that writing it all again gives the same database. */
const replay = async () => {
  if (!existsSync(JOURNAL)) return
  const lines = readFileSync(JOURNAL, 'utf8').split('\n').filter(Boolean)
  for (const line of lines) await ask(JSON.parse(line)).then((answer) => answer.text())
}

mkdirSync('/opt/couchdb/data', { recursive: true })
await replay()
const journal = openSync(JOURNAL, 'a')

const keep = (asked: Asked) => {
  writeSync(journal, `${JSON.stringify(asked)}\n`)
  fsyncSync(journal)
}

const bodyOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const WRITES = ['PUT', 'POST', 'DELETE']

const answer = async (request: IncomingMessage, response: ServerResponse) => {
  const { method = 'GET', url = '/', headers } = request
  if (url === '/_up') return response.end('{"status":"ok"}')
  if (!headers.authorization) return response.writeHead(401).end('{"error":"unauthorized"}')
  const asked = { method, url, body: await bodyOf(request) }
  const given = await ask(asked)
  const text = await given.text()
  if (given.ok && WRITES.includes(method)) keep(asked)
  response.writeHead(given.status, { 'content-type': 'application/json' }).end(text)
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(500).end('{"error":"stand-in"}'))
})
server.listen(PORT, '0.0.0.0')
process.once('SIGTERM', () => {
  closeSync(journal)
  process.exit(0)
})
