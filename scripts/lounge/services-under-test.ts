/** Every service in this process over a log in memory, with a node that obeys, callers of every kind, and the documents. */
import { type Logger, pino } from 'pino'
import { type DataClient, dataClient } from '../../workloads/data/client.ts'
import { openData } from '../../workloads/data/data.ts'
import { sqliteStore } from '../../workloads/data/sqlite/sqlite.ts'
import { devices } from '../../workloads/lounge/devices/index.ts'
import type { Conductor } from '../../workloads/midi/conductor.ts'
import { openMidi } from '../../workloads/midi/midi.ts'
import { authoriser, Scope, type Sign, signer } from '../../workloads/service/auth.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { newKey, publicKeyOf } from '../../workloads/service/keys.ts'
import { createMetrics } from '../../workloads/service/metrics.ts'
import type { App, Document } from './document.ts'
import { openDoors } from './open-doors.ts'

type Known = Parameters<typeof authoriser>[0]['callers'][string]

type PrivateKey = Awaited<ReturnType<typeof newKey>>

/** A caller of each scope alone, one of all, and one of none; each is named by what it may. */
const makeCallers = async () => {
  const sets: Record<string, readonly Scope[]> = { all: Scope.options, none: [] }
  for (const scope of Scope.options) {
    sets[scope] = [scope]
    sets[`not ${scope}`] = Scope.options.filter((other) => other !== scope)
  }
  const keys = new Map<string, PrivateKey>()
  const signs = new Map<string, Sign>()
  const known: Record<string, Known> = {}
  for (const [name, scopes] of Object.entries(sets)) {
    const privateKey = await newKey()
    keys.set(name, privateKey)
    signs.set(name, signer({ name, privateKey }))
    known[name] = { key: publicKeyOf(privateKey), scopes }
  }
  const sign = (name: string): Sign => {
    const found = signs.get(name)
    if (!found) throw new Error(`nobody here is called ${name}`)
    return found
  }
  return { known, sign, keys }
}

/** A node that has sent whatever is desired. */
const obey = (conductor: Conductor) => () => {
  const { term, generation, values } = conductor.desired('ventris')
  if (conductor.reports.of('ventris')?.generation === generation) return
  const report = { term: term?.number ?? 0, generation, values, port: 'virtual', since: 0 }
  void conductor.report('ventris', report)
}

export type Named = { name: 'data' | 'midi'; app: App; document: Document }

type Callers = Awaited<ReturnType<typeof makeCallers>>
type Shell = { log: Logger; callers: Callers }

const startData = ({ log, callers: { known, sign } }: Shell) => {
  const store = sqliteStore(':memory:')
  const metrics = createMetrics('data')
  const authorise = authoriser({ audience: 'data', callers: known })
  const { app, events, ...data } = openData({ store, profiles: devices, log, metrics, authorise })
  const local = (async (input, init) => app.request(String(input), init)) as typeof fetch
  const signed = serviceFetch({ audience: 'data', sign: sign('all'), fetch: local })
  const client = dataClient({ baseUrl: 'http://data', fetch: signed })
  const stop = async () => {
    await data.stop()
    await store.close()
  }
  return { app, store, events, metrics, client, stop }
}

const startMidi = ({ log, callers: { known } }: Shell, data: DataClient) => {
  const metrics = createMetrics('midi')
  const authorise = authoriser({ audience: 'midi', callers: known })
  const place = { environment: 'home', opens: 'default', clock: Date.now } as const
  const { app, conductor, stop } = openMidi({ ...place, data, profiles: devices, log, metrics, authorise })
  conductor.subscribe(obey(conductor))
  return { app, conductor, metrics, stop }
}

/** It opens its log first. */
const untilLive = (conductor: Conductor) =>
  new Promise<void>((resolve) => {
    const look = () => conductor.view().live && resolve()
    conductor.subscribe(look)
    look()
  })

const named = async (name: Named['name'], app: App): Promise<Named> => ({
  ...{ name, app },
  document: (await (await app.request('/openapi.json')).json()) as Document,
})

/** `logged` is everything that both services said. */
export const servicesUnderTest = async () => {
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const callers = await makeCallers()
  const data = startData({ log, callers })
  const midi = startMidi({ log, callers }, data.client)
  await untilLive(midi.conductor)
  const open = await openDoors(data.client, log)
  const stop = async () => {
    await open.stop()
    await midi.stop()
    await data.stop()
  }
  return {
    /** What anybody may ask. */
    open: open.doors,
    services: [await named('data', data.app), await named('midi', midi.app)] as const,
    conductor: midi.conductor,
    store: data.store,
    events: data.events,
    metrics: { data: data.metrics, midi: midi.metrics },
    sign: callers.sign,
    /** By caller: who holds one may say in a token what it likes. */
    keys: callers.keys,
    ...{ logged, stop },
  }
}

export type UnderTest = Awaited<ReturnType<typeof servicesUnderTest>>
