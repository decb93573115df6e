/** The node with a pedal on a cable that standard input pulls and puts back; each byte it receives is on disk at once. */
import { openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { services } from '../../workloads/graph.ts'
import { findDevice } from '../../workloads/lounge/devices/index.ts'
import { midiClient } from '../../workloads/midi/client.ts'
import { nodeApp, nodeChecks } from '../../workloads/midi-node/app.ts'
import { dial } from '../../workloads/midi-node/dial.ts'
import { nodeMetrics } from '../../workloads/midi-node/metrics.ts'
import { MidiNode } from '../../workloads/midi-node/node.ts'
import type { MidiPorts } from '../../workloads/midi-node/out.ts'
import { servedOnDisk } from '../../workloads/midi-node/served.ts'
import { VirtualPedal } from '../../workloads/midi-node/virtual.ts'
import { parseEnv, shellEnv } from '../../workloads/service/env.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { createHealth } from '../../workloads/service/health.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import { createLog } from '../../workloads/service/log.ts'
import { createMetrics } from '../../workloads/service/metrics.ts'
import { runService } from '../../workloads/service/run.ts'

const name = 'midi-node'

const Env = z.object({
  ...shellEnv(services[name]),
  /** Several with commas. */
  MIDI_URL: z.string().transform((text) => text.split(',')),
  DEVICE: z.string().default('ventris'),
  LOUNGE_DIR: z.string(),
  /** What the pedal receives and what happens to it, a line of JSON each. */
  BYTES: z.string(),
  /** `skip-reapply`: a port that was opened again swallows what is sent to it at first. */
  MUTATION: z.string().optional(),
})
const Order = z.object({ do: z.enum(['unplug', 'plug', 'power']) })

/** In milliseconds. */
const SWALLOWED_MS = 1_000

/** The mutant of a node that does not apply again what a new port has not got. */
const forgetful = (ports: MidiPorts): MidiPorts => {
  let opened = 0
  return {
    list: () => ports.list(),
    open: (port) => {
      const out = ports.open(port)
      opened += 1
      const deafUntil = opened > 1 ? Date.now() + SWALLOWED_MS : 0
      return { close: () => out.close(), send: (bytes) => Date.now() < deafUntil || out.send(bytes) }
    },
  }
}

const env = parseEnv(Env, process.env)
const profile = findDevice(env.DEVICE)
const pedal = new VirtualPedal({ name: `Virtual ${profile.name}`, channel: profile.channel })
const bytes = openSync(env.BYTES, 'a')
/** `steady`: milliseconds of the clock that every process of this machine shares and nobody sets. */
const now = () => ({ at: Date.now(), steady: Number(process.hrtime.bigint()) / 1e6 })
const note = (event: object) => writeSync(bytes, `${JSON.stringify({ ...now(), ...event })}\n`)
note({ kind: 'node' })
pedal.listen(note)
createInterface({ input: process.stdin }).on('line', (line) => {
  const order = Order.parse(JSON.parse(line)).do
  if (order === 'power') pedal.powerCycle()
  else pedal[order]()
})

const log = createLog({ service: name, level: env.LOG_LEVEL })
const metrics = createMetrics(name)
const { sign } = await readKeys(env.KEYS, name)
const fetch = serviceFetch({ audience: 'midi', sign })
const node = new MidiNode({
  profile,
  ports: env.MUTATION === 'skip-reapply' ? forgetful(pedal) : pedal,
  wanted: ['Virtual'],
  midis: env.MIDI_URL.map((baseUrl) =>
    dial({ client: midiClient({ baseUrl, fetch }), device: profile.id, log }),
  ),
  served: servedOnDisk(env.LOUNGE_DIR, profile.id),
  log,
  now: Date.now,
  metrics: nodeMetrics(metrics),
})
const health = createHealth({ metrics, checks: nodeChecks(() => node.status) })
node.start()
await runService({
  ...{ name, app: nodeApp({ log, metrics, health }), log, metrics, health },
  ...{ host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
  onStop: () => node.stop(),
})
