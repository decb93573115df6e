/** The little of these packages that the stand-in uses: they ship no types. */

declare module 'express' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void
  type Express = RequestListener & {
    use(handler: Handler | RequestListener): void
    put(path: string, handler: Handler): void
    get(path: string, handler: Handler): void
  }
  const express: () => Express
  export = express
}

declare module 'express-pouchdb' {
  import type { RequestListener } from 'node:http'
  import type pouchdb from 'pouchdb-core'

  type Doc = Record<string, unknown>
  namespace expressPouchDb {
    type Database = {
      put(doc: Doc, ...rest: unknown[]): unknown
      bulkDocs(body: Doc[] | { docs: Doc[] }, ...rest: unknown[]): unknown
    }
  }
  type Wrapper = (name: string, db: expressPouchDb.Database, next: () => unknown) => unknown
  type Protocol = RequestListener & { readonly dbWrapper: { registerWrapper(wrapper: Wrapper): void } }
  type Options = { mode: 'minimumForPouchDB'; overrideMode: { include: string[] } }
  const expressPouchDb: (databases: typeof pouchdb, options: Options) => Protocol
  export = expressPouchDb
}

declare module 'pouchdb-core' {
  type PouchDB = {
    plugin(plugin: unknown): PouchDB
    setMaxListeners(most: number): void
    defaults(options: { adapter: string; prefix: string }): PouchDB
  }
  const pouchdb: PouchDB
  export = pouchdb
}

declare module 'pouchdb-adapter-memory' {
  const plugin: unknown
  export = plugin
}

declare module 'pouchdb-mapreduce' {
  const plugin: unknown
  export = plugin
}

declare module 'pouchdb-replication' {
  const plugin: unknown
  export = plugin
}
