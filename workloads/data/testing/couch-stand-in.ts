/** A server in this process that speaks CouchDB's protocol, and can be taken away. It asks nobody who they are. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import expressPouchDb from 'express-pouchdb'
import memory from 'pouchdb-adapter-memory'
import pouchdb from 'pouchdb-core'
import mapreduce from 'pouchdb-mapreduce'
import replication from 'pouchdb-replication'
import { withCouchWays } from './couch-ways.ts'

const databases = pouchdb.plugin(memory).plugin(mapreduce).plugin(replication)
const JSON_TYPE = { 'content-type': 'application/json' }
// Every stand-in of a process listens to it.
databases.setMaxListeners(0)

/** Databases of its own, in memory. */
const protocol = () => {
  const app = expressPouchDb(databases.defaults({ adapter: 'memory', prefix: `${randomUUID()}/` }), {
    mode: 'minimumForPouchDB',
    overrideMode: { include: ['routes/security', 'validation'] },
  })
  app.dbWrapper.registerWrapper(withCouchWays)
  return app
}

export class CouchStandIn {
  /** Answers every request with this status instead, e.g. 401. */
  refuseWith: number | undefined
  /** What its replicator says of every job; it knows of none until then. */
  replicates: 'running' | 'crashing' | 'failed' | undefined
  /** What was asked: method and path, and who by. */
  readonly asked: { line: string; authorization: string | undefined }[] = []
  readonly #app = express()
  #server: Server | undefined
  #port = 0

  constructor() {
    this.#app.use(({ method, url, headers }, response, next) => {
      this.asked.push({ line: `${method} ${url}`, authorization: headers.authorization })
      if (this.refuseWith === undefined) return next()
      response.writeHead(this.refuseWith, JSON_TYPE).end('{"error":"refused"}')
    })
    // What the setup asks for that this protocol server lacks.
    this.#app.put('/:db/_revs_limit', (_, response) => void response.end('{"ok":true}'))
    this.#app.get('/_scheduler/docs/_replicator/:job', (_, response) => {
      const status = this.replicates === undefined ? 404 : 200
      response.writeHead(status, JSON_TYPE).end(JSON.stringify({ state: this.replicates }))
    })
    this.#app.use(protocol())
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Listens, again on the same port with everything it held. */
  async start() {
    this.#server = createServer(this.#app).listen(this.#port, '127.0.0.1')
    // No idle connection that a client could still believe in after a stop.
    this.#server.maxRequestsPerSocket = 1
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** Cuts every connection. */
  async stop() {
    if (!this.#server) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}
