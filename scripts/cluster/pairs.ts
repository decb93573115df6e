/** Which workload may open a connection to which: what the graph says, for every ordered pair of what runs. */
import { calls, reaches, services } from '../../workloads/graph.ts'
import type { Kube } from './kube.ts'
import { ROOM_PORT } from './world.ts'

const PORTS: Readonly<Record<string, number>> = {
  chat: services.chat.port,
  midi: services.midi.port,
  'midi-node': services['midi-node'].port,
  data: services.data.port,
  db: 5984,
  room: ROOM_PORT,
}

const mayCall = (from: string, to: string) =>
  calls.some((call) => call.from === from && call.to === to) ||
  reaches.some((reach) => reach.from === from && reach.to === to) ||
  (from === 'chat' && to === 'room')

/** Tries every address from one pod at once; prints which ports opened. */
const attempt = (targets: readonly (readonly [name: string, address: string, port: number])[]) => `
const { connect } = require('node:net')
const attempt = ([name, host, port]) => new Promise((resolve) => {
  const socket = connect({ host, port, timeout: 2500 })
  const end = (open) => { socket.destroy(); resolve([name, open]) }
  socket.on('connect', () => end(true)).on('timeout', () => end(false)).on('error', () => end(false))
})
Promise.all(${JSON.stringify(targets)}.map(attempt)).then((all) => console.log(JSON.stringify(Object.fromEntries(all))))`

const addressOf = async (kube: Kube, pod: string) =>
  (await kube.within('get', 'pod', pod, '--output', 'jsonpath={.status.podIP}')).trim()

type Running = { readonly name: string; readonly pod: string; readonly address: string }

const running = async (kube: Kube, name: string): Promise<Running> => {
  const pod = (await kube.pods(name))[0]?.metadata.name ?? ''
  return { name, pod, address: await addressOf(kube, pod) }
}

const faultsFrom = async (kube: Kube, from: Running, others: readonly Running[]) => {
  const targets = others.map(({ name, address }) => [name, address, PORTS[name] ?? 0] as const)
  const open: Record<string, boolean> = JSON.parse(await kube.script(from.pod, attempt(targets)))
  return others
    .filter(({ name }) => open[name] !== mayCall(from.name, name))
    .map(({ name }) => `${from.name} → ${name} is ${open[name] ? 'open' : 'cut'} and should not be`)
}

/** Sentences of what is open and should be cut, or the other way round; and how many pairs were tried. */
export const tryPairs = async (kube: Kube) => {
  const all = await Promise.all(Object.keys(PORTS).map((name) => running(kube, name)))
  const faults: string[] = []
  for (const from of all)
    faults.push(
      ...(await faultsFrom(
        kube,
        from,
        all.filter((each) => each !== from),
      )),
    )
  return { faults, tried: all.length * (all.length - 1) }
}
