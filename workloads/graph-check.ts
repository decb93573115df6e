/** Holds the service graph against itself: what it says must be possible. */
import type { Call, Entry, Reach } from './graph.ts'

const FILE = 'workloads/graph.ts'

type Port = { readonly port: number; readonly metricsPort: number }

export type Graph = {
  readonly services: Readonly<Record<string, Port>>
  readonly calls: readonly (Omit<Call, 'from' | 'to'> & { readonly from: string; readonly to: string })[]
  readonly reaches: readonly (Omit<Reach, 'from' | 'to'> & { readonly from: string; readonly to: string })[]
  readonly entries: readonly (Omit<Entry, 'to'> & { readonly to: string })[]
}

/** What a reach may begin or end at without being a service: jobs, databases and the world. */
const OTHERS = ['db-setup', 'db', 'twitch', 'OBS', 'replica']

const portsTwice = (services: Graph['services']) => {
  const used = Object.entries(services).flatMap(([name, { port, metricsPort }]) => [
    { key: `services.${name}.port`, port },
    { key: `services.${name}.metricsPort`, port: metricsPort },
  ])
  return used.flatMap(({ key, port }, index) => {
    const first = used.slice(0, index).find((each) => each.port === port)
    return first ? [`${FILE}: ${key} is ${port}, which is ${first.key} already.`] : []
  })
}

/** One sentence a fault, with the file and the key. */
export const graphFaults = ({ services, calls, reaches, entries }: Graph): readonly string[] => {
  const names = [...Object.keys(services), ...OTHERS]
  const nowhere = (key: string, name: string) =>
    names.includes(name)
      ? []
      : [`${FILE}: ${key} is ${name}, which is nowhere; there are ${names.join(', ')}.`]
  return [
    ...portsTwice(services),
    ...calls.flatMap(({ from, to }, i) => [
      ...nowhere(`calls.${i}.from`, from),
      ...nowhere(`calls.${i}.to`, to),
    ]),
    ...reaches.flatMap(({ from, to }, i) => [
      ...nowhere(`reaches.${i}.from`, from),
      ...nowhere(`reaches.${i}.to`, to),
    ]),
    ...entries.flatMap(({ to }, i) => nowhere(`entries.${i}.to`, to)),
  ]
}
