/** The service graph: who calls whom, on which port, with which scopes. Keys and network rules are made from it. */
import type { Scope } from './service/auth.ts'

/** Where a service listens; `metricsPort` serves /metrics and nothing else. */
type Service = { readonly port: number; readonly metricsPort: number }

export const services = {
  data: { port: 7101, metricsPort: 7201 },
  midi: { port: 7102, metricsPort: 7202 },
  'midi-node': { port: 7103, metricsPort: 7203 },
  chat: { port: 7104, metricsPort: 7204 },
  overlay: { port: 7105, metricsPort: 7205 },
  console: { port: 7106, metricsPort: 7206 },
  obs: { port: 7107, metricsPort: 7207 },
} as const satisfies Record<string, Service>
export type ServiceName = keyof typeof services

/** A call goes to the port of `to`. */
export type Call = { readonly from: ServiceName; readonly to: ServiceName; readonly scopes: readonly Scope[] }

/** Calls go one way: nothing calls chat, and nothing but data knows the database. */
export const calls: readonly Call[] = [
  { from: 'chat', to: 'midi', scopes: ['effect:write', 'viewers:speak'] },
  { from: 'midi', to: 'data', scopes: ['data:read', 'data:write'] },
  { from: 'midi-node', to: 'midi', scopes: ['node'] },
  { from: 'overlay', to: 'data', scopes: ['data:read'] },
  { from: 'obs', to: 'data', scopes: ['data:read'] },
  { from: 'obs', to: 'midi', scopes: ['effect:write'] },
  { from: 'console', to: 'midi', scopes: ['effect:write', 'device:admin'] },
  { from: 'console', to: 'data', scopes: ['data:read'] },
]

/** A call to what is no service of ours and takes other credentials than our keys. */
export type Reach = {
  readonly from: ServiceName | 'db' | 'db-setup'
  readonly to: 'db' | 'twitch' | 'OBS' | 'replica'
  readonly port: number
}

/** The two ends of the tunnel between home and a replica, and what home reaches there: ports of the replica's machines. */
export const tunnel = {
  addresses: { cloud: '10.77.0.1', home: '10.77.0.2' },
  ports: { midi: 30102, couchdb: 30984 },
} as const

/** Only data, what prepares it, and the other end's replication know the database. */
export const reaches: readonly Reach[] = [
  { from: 'data', to: 'db', port: 5984 },
  { from: 'db-setup', to: 'db', port: 5984 },
  { from: 'db', to: 'replica', port: tunnel.ports.couchdb },
  { from: 'chat', to: 'twitch', port: 443 },
  { from: 'obs', to: 'OBS', port: 4455 },
]

/** Who enters from outside the cluster, by the name that an environment gives the service. */
export type Entry = {
  readonly from: string
  readonly to: 'data' | 'midi' | 'overlay' | 'db'
  readonly why: string
}

export const entries: readonly Entry[] = [
  { from: 'home', to: 'midi', why: 'midi-node and obs, where they run beside the pedal and OBS, dial in' },
  { from: 'home', to: 'data', why: 'obs, where it runs beside OBS, follows the log' },
  { from: 'OBS', to: 'overlay', why: 'its browser source shows the page' },
  { from: 'tunnel', to: 'midi', why: "home's midi-node dials a replica" },
  { from: 'tunnel', to: 'db', why: "home's CouchDB replicates both ways with a replica's" },
]

export const callersOf = (service: ServiceName) => calls.filter(({ to }) => to === service)
export const callsOf = (service: ServiceName) => calls.filter(({ from }) => from === service)

/** Every service that calls another, in the order of the graph. */
export const callers = [...new Set(calls.map(({ from }) => from))]
/** Every service that is called. */
export const callees = [...new Set(calls.map(({ to }) => to))]
