/** Who may open a connection to whom: what the graph says, for every port of every workload, from everyone else. */
import { Deployed, type Exposed } from '../../workloads/environment.ts'
import { calls, entries, reaches, services } from '../../workloads/graph.ts'
import { runsHere } from '../../workloads/platform/lounge-chart.ts'
import type { Kube } from './kube.ts'
import type { Outsider } from './outsiders.ts'
import { environment, ROOM_PORT } from './world.ts'

type Port = { readonly of: string; readonly port: number; readonly kind: 'api' | 'metrics' }

const PORTS: readonly Port[] = [
  ...Deployed.options
    .filter((name) => runsHere(environment, name))
    .flatMap((name): Port[] => [
      { of: name, port: services[name].port, kind: 'api' },
      { of: name, port: services[name].metricsPort, kind: 'metrics' },
    ]),
  { of: 'db', port: 5984, kind: 'api' },
  { of: 'room', port: ROOM_PORT, kind: 'api' },
]

const isEntered = (name: string) =>
  entries.some(({ to }) => to === name) && environment.hosts[name as Exposed] !== undefined

const mayCall = (from: string, { of: to, kind }: Port) => {
  if (kind === 'metrics' || from === 'monitoring') return kind === 'metrics' && from === 'monitoring'
  if (from === 'door') return isEntered(to)
  return (
    [...calls, ...reaches].some((edge) => edge.from === from && edge.to === to) ||
    (from === 'chat' && to === 'room')
  )
}

type Target = Port & { readonly address: string }

/** Tries every port from one pod at once; prints which opened, in order. */
const attempt = (targets: readonly Target[]) => `
const { connect } = require('node:net')
const attempt = ({ address: host, port }) => new Promise((resolve) => {
  const socket = connect({ host, port, timeout: 2500 })
  const end = (open) => { socket.destroy(); resolve(open) }
  socket.on('connect', () => end(true)).on('timeout', () => end(false)).on('error', () => end(false))
})
Promise.all(${JSON.stringify(targets)}.map(attempt)).then((all) => console.log(JSON.stringify(all)))`

type From = { readonly name: string; readonly pod: string; readonly kube: Kube }

const tryFrom = async ({ name, pod, kube }: From, targets: readonly Target[]) => {
  const others = targets.filter(({ of }) => of !== name)
  const opened: boolean[] = JSON.parse(await kube.script(pod, attempt(others)))
  const faults = others
    .filter((target, i) => opened[i] !== mayCall(name, target))
    .map((target) => {
      const way = `${name} → ${target.of}:${target.port}`
      return mayCall(name, target) ? `${way} is cut and should be open` : `${way} is open and should be cut`
    })
  return { faults, tried: others.length, open: opened.filter(Boolean).length }
}

const addressOf = async (kube: Kube, pod: string) =>
  (await kube.within('get', 'pod', pod, '--output', 'jsonpath={.status.podIP}')).trim()

/** Sentences of what is open and should be cut, or the other way round; how many ways were tried, how many opened. */
export const tryPairs = async (kube: Kube, outsiders: readonly (From & { readonly name: Outsider })[]) => {
  const names = [...new Set(PORTS.map(({ of }) => of))]
  const pods = await Promise.all(names.map(async (name) => ({ name, pod: await kube.podOf(name), kube })))
  const addresses = new Map(
    await Promise.all(pods.map(async ({ name, pod }) => [name, await addressOf(kube, pod)] as const)),
  )
  const targets = PORTS.map((port) => ({ ...port, address: addresses.get(port.of) ?? '' }))
  const results = []
  for (const from of [...pods, ...outsiders]) results.push(await tryFrom(from, targets))
  return {
    faults: results.flatMap(({ faults }) => faults),
    tried: results.reduce((sum, { tried }) => sum + tried, 0),
    open: results.reduce((sum, { open }) => sum + open, 0),
  }
}
