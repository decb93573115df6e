/** Data in this process, over a file of its own or the store that is given, and callers of every kind. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { devices } from '../../lounge/devices/index.ts'
import { authoriser, type Scope, type Sign, signer } from '../../service/auth.ts'
import { serviceFetch } from '../../service/fetch.ts'
import { newKey, publicKeyOf } from '../../service/keys.ts'
import { createLog } from '../../service/log.ts'
import { createMetrics } from '../../service/metrics.ts'
import { dataClient, followData } from '../client.ts'
import { openData } from '../data.ts'
import { sqliteStore } from '../sqlite/sqlite.ts'
import type { Store } from '../store.ts'
import { listener } from './log.ts'

const SCOPES = {
  midi: ['data:read', 'data:write'],
  overlay: ['data:read'],
  stranger: ['node'],
} as const satisfies Record<string, readonly Scope[]>
export type CallerName = keyof typeof SCOPES

const JSON_TYPE = { 'content-type': 'application/json' }

const makeCallers = async () => {
  const signs = new Map<string, Sign>()
  const callers: Parameters<typeof authoriser>[0]['callers'][string][] = []
  const names = Object.keys(SCOPES) as CallerName[]
  for (const name of names) {
    const privateKey = await newKey()
    signs.set(name, signer({ name, privateKey }))
    callers.push({ key: publicKeyOf(privateKey), scopes: SCOPES[name] })
  }
  const known = Object.fromEntries(names.map((name, index) => [name, callers[index] as (typeof callers)[0]]))
  return {
    authorise: authoriser({ audience: 'data', callers: known }),
    sign: (name: CallerName) => signs.get(name) as Sign,
  }
}

const temporary = () => {
  const dir = mkdtempSync(join(tmpdir(), 'lounge-'))
  return { store: sqliteStore(join(dir, 'log.sqlite')), remove: () => rmSync(dir, { recursive: true }) }
}

export const dataRig = async (given?: Store) => {
  const { store, remove } = given ? { store: given, remove: () => undefined } : temporary()
  const logged: string[] = []
  const log = createLog({ service: 'data', destination: { write: (line) => void logged.push(line) } })
  const callers = await makeCallers()
  const metrics = createMetrics('data')
  const data = openData({ store, profiles: devices, log, metrics, authorise: callers.authorise })
  const { app, events, health } = data
  const enough = new AbortController()
  const followers: Promise<void>[] = []
  health.started()

  const inProcess = (async (input, init) => app.request(input as string, init)) as typeof fetch

  /** A request as somebody; a body that is no text is sent as JSON. */
  const ask = async (line: string, body?: unknown, caller: CallerName = 'midi') => {
    const [method = '', path = ''] = line.split(' ')
    const headers = { authorization: `Bearer ${await callers.sign(caller)('data')}`, ...JSON_TYPE }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await app.request(path, { method, headers, ...(text !== undefined && { body: text }) })
    const answer = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: answer === '' ? null : JSON.parse(answer),
    }
  }

  const client = dataClient({
    baseUrl: 'http://data',
    fetch: serviceFetch({ audience: 'data', sign: callers.sign('overlay'), fetch: inProcess }),
  })

  /** A listener at the other end of the wire, from when it has been told where things stand. */
  const follow = () => {
    const heard = listener()
    const snapshots: { head: unknown; reported: unknown }[] = []
    const { commit, reported } = heard.watcher
    const follower = {
      commit,
      reported,
      snapshot: (head: unknown, reported: unknown) => {
        snapshots.push({ head, reported })
        heard.watcher.up()
      },
    }
    followers.push(followData({ client, signal: enough.signal, ...follower }))
    return { ...heard, snapshots }
  }

  const stop = async () => {
    enough.abort()
    await Promise.all(followers)
    await data.stop()
    await store.close()
    remove()
  }
  return { app, ask, callers, client, events, follow, logged, metrics, store, stop }
}
