/** A node with a virtual pedal and midi services that a test speaks for; the clock is vitest's. */
import type { Desired } from '../../lounge/answer.ts'
import { ventris } from '../../lounge/devices/index.ts'
import type { Term } from '../../lounge/log.ts'
import type { NodeMetrics, Sent } from '../applier.ts'
import { type Midi, MidiNode } from '../node.ts'
import type { NodeLog } from '../port.ts'
import type { Report } from '../reporter.ts'
import type { Served } from '../served.ts'
import { VirtualPedal } from '../virtual.ts'

const desired = (more: Partial<Desired> = {}): Desired => ({
  device: ventris.id,
  term: { number: 1, environment: 'home' },
  generation: 1,
  live: true,
  values: {},
  resync: 0,
  momentary: [],
  correlations: [],
  ...more,
})

/** One midi service: `say` is its stream, `reports` what it was told, `fail` makes it deaf. */
export const fakeMidi = () => {
  const reports: Report[] = []
  let on: Parameters<Midi['follow']>[0] | undefined
  let fault: Error | undefined
  const midi: Midi = {
    follow: (listener, signal) => {
      on = listener
      on.state(true)
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
    },
    report: async (report) => {
      if (fault) throw fault
      reports.push(report)
    },
  }
  const say = (more: Partial<Desired> = {}) => on?.desired(desired(more))
  const fail = (error?: Error) => {
    fault = error
  }
  return { midi, reports, say, fail, stream: (isUp: boolean) => on?.state(isUp) }
}

export const servedInMemory = (): Served => {
  let highest: Term | null = null
  const keep = (term: Term) => {
    highest = term
  }
  return { highest: () => highest, keep }
}

type World = { pedal?: VirtualPedal; served?: Served; midis?: Midi[]; metrics?: NodeMetrics }

/** `wire` is what reached the pedal as "cc=value". */
export const rig = ({
  pedal = new VirtualPedal(),
  served = servedInMemory(),
  midis,
  metrics,
}: World = {}) => {
  const home = fakeMidi()
  const wire: string[] = []
  const sent: Sent[] = []
  const logged: string[] = []
  const note = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`)
  const log: NodeLog = { debug: note, info: note, warn: note, error: note }
  pedal.listen((event) => {
    if (event.kind === 'message') wire.push(`${event.cc}=${event.value}`)
  })
  const onSent = (each: Sent) => void sent.push(each)
  const ports = {
    profile: ventris,
    ports: pedal,
    midis: midis ?? [home.midi],
    served,
    log,
    now: Date.now,
    onSent,
    ...(metrics ? { metrics } : {}),
  }
  const node = new MidiNode(ports)
  return { ...home, node, pedal, served, wire, sent, logged, another: () => new MidiNode(ports) }
}
