/** The node as a process of its own, beside the pedal: `npm run service midi-node`. */
import { z } from 'zod'
import { services } from '../graph.ts'
import { findDevice } from '../lounge/devices/index.ts'
import { midiClient } from '../midi/client.ts'
import { Addresses, parseEnv, shellEnv } from '../service/env.ts'
import { serviceFetch } from '../service/fetch.ts'
import { createHealth } from '../service/health.ts'
import { readKeys } from '../service/key-files.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { runService } from '../service/run.ts'
import { nodeApp, nodeChecks } from './app.ts'
import { dial } from './dial.ts'
import { machinePorts } from './easymidi.ts'
import { nodeMetrics } from './metrics.ts'
import { MidiNode } from './node.ts'
import { servedOnDisk } from './served.ts'
import { VirtualPedal } from './virtual.ts'

const name = 'midi-node'

const Env = z.object({
  ...shellEnv(services[name]),
  /** Where midi listens; several, with commas between, where several environments share this pedal. */
  MIDI_URL: Addresses.prefault(`http://127.0.0.1:${services.midi.port}`),
  DEVICE: z.string().default('ventris'),
  /** A piece of the MIDI port's name, where the profile's own does not find it. */
  MIDI_PORT: z.string().optional(),
  /** 1–16 as people count; the profile's own where it is not set. */
  MIDI_CHANNEL: z.coerce.number().int().min(1).max(16).optional(),
  /** `true`: play a pedal that is not there. */
  VIRTUAL: z.stringbool().default(false),
  /** Where the node writes down whom it serves. */
  LOUNGE_DIR: z.string().default('.lounge'),
})

const build = async () => {
  const env = parseEnv(Env, process.env)
  const log = createLog({ service: name, level: env.LOG_LEVEL })
  const metrics = createMetrics(name)
  const profile = findDevice(env.DEVICE)
  const { sign } = await readKeys(env.KEYS, name)
  const fetch = serviceFetch({ audience: 'midi', sign })
  const node = new MidiNode({
    profile,
    ports: env.VIRTUAL
      ? new VirtualPedal({ name: `Virtual ${profile.name}`, channel: profile.channel })
      : machinePorts(),
    midis: env.MIDI_URL.map((baseUrl) =>
      dial({ client: midiClient({ baseUrl, fetch }), device: profile.id, log }),
    ),
    served: servedOnDisk(env.LOUNGE_DIR, profile.id),
    log,
    now: Date.now,
    metrics: nodeMetrics(metrics),
    ...(env.MIDI_PORT ? { wanted: [env.MIDI_PORT] } : {}),
    ...(env.MIDI_CHANNEL ? { channel: env.MIDI_CHANNEL - 1 } : {}),
  })
  return { env, log, metrics, node }
}

const { env, log, metrics, node } = await build().catch((error: Error) => {
  console.error(`${name} could not start: ${error.message}`)
  process.exit(1)
})
const health = createHealth({ metrics, checks: nodeChecks(() => node.status) })
const app = nodeApp({ log, metrics, health })
node.start()
await runService({
  name,
  app,
  log,
  metrics,
  health,
  host: env.HOST,
  port: env.PORT,
  metricsPort: env.METRICS_PORT,
  onStop: () => node.stop(),
})
