/** The stand-in for CouchDB as a process that may be killed: what it acknowledged is in a journal, and back after a start. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { setUp } from '../../workloads/data/setup/setup.ts'
import { CouchStandIn } from '../../workloads/data/testing/couch-stand-in.ts'
import { replicator } from '../../workloads/data/testing/replicator.ts'
import { parseEnv } from '../../workloads/service/env.ts'

const Env = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number(),
  /** `true`: runs the jobs of `_replicator`, as CouchDB does. */
  REPLICATES: z.stringbool().default(false),
  JOURNAL: z.string(),
  COUCHDB_USER: z.string(),
  COUCHDB_PASSWORD: z.string(),
  ADMIN_PASSWORD: z.string(),
})

type Doc = { _id: string; _rev: string }

const DATABASE = 'lounge'
const CREATED = 201
const HOP = ['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding']

const env = parseEnv(Env, process.env)
const couch = new CouchStandIn()
await couch.start()
await setUp({
  admin: { url: couch.url, user: 'admin', password: env.ADMIN_PASSWORD },
  database: DATABASE,
  user: env.COUCHDB_USER,
  password: env.COUCHDB_PASSWORD,
})

/** The newest revision of each document; a line that a kill cut short was never acknowledged. */
const journalled = (): Doc[] => {
  if (!existsSync(env.JOURNAL)) return []
  const lines = readFileSync(env.JOURNAL, 'utf8').split('\n').slice(0, -1)
  const docs = lines.map((line) => JSON.parse(line) as Doc)
  return [...new Map(docs.map((doc) => [doc._id, doc])).values()]
}

const replay = async () => {
  const body = JSON.stringify({ docs: journalled(), new_edits: false })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${couch.url}/${DATABASE}/_bulk_docs`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`the journal could not be replayed: ${answer.status}`)
}

const textOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Before it is acknowledged. */
const keep = (sent: string, answered: string) => {
  const { rev } = JSON.parse(answered) as { rev: string }
  appendFileSync(env.JOURNAL, `${JSON.stringify({ ...(JSON.parse(sent) as object), _rev: rev })}\n`)
}

const headersOf = ({ headers }: IncomingMessage) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || HOP.includes(name) ? [] : [[name, String(value)]],
    ),
  )

/** Taken, and perhaps not in the journal yet. */
const writes = new Set<Promise<unknown>>()

const ask = async (request: IncomingMessage, body: string, signal?: AbortSignal) => {
  const { method = 'GET', url = '/' } = request
  const init = {
    method,
    headers: headersOf(request),
    ...(signal && { signal }),
    ...(body !== '' && { body }),
  }
  const answer = await fetch(`${couch.url}${url}`, init)
  return { status: answer.status, text: await answer.text() }
}

/** To the end, also when whoever asked has gone: what is taken must be in the journal. */
const write = async (request: IncomingMessage, body: string) => {
  const answer = await ask(request, body)
  if (answer.status === CREATED) keep(body, answer.text)
  return answer
}

const answerTo = async (request: IncomingMessage, gone: AbortSignal) => {
  const body = await textOf(request)
  if (request.method !== 'PUT') return ask(request, body, gone)
  const writing = write(request, body)
  writes.add(writing)
  return writing.finally(() => writes.delete(writing))
}

const forward = async (request: IncomingMessage, response: ServerResponse) => {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const { status, text } = await answerTo(request, gone.signal)
  // Nobody is told of a document that a kill could still take back.
  if (status !== CREATED) await Promise.allSettled(writes)
  response.writeHead(status, { 'content-type': 'application/json' }).end(text)
}

await replay()
if (env.REPLICATES) void replicator(couch.url, new AbortController().signal)
createServer((request, response) => {
  forward(request, response).catch(() => response.destroy())
}).listen(env.PORT, env.HOST)
