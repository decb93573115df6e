/** One service as a process of its own, with nothing of what it depends on. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServiceName } from '../../workloads/graph.ts'
import { makeKeys, readKeys } from '../../workloads/service/key-files.ts'
import { Child } from '../lounge/child.ts'
import { freePorts, isReady } from '../lounge/ports.ts'

/** Nobody listens there: what is dialled is away, as in a cluster that starts all at once. */
const NOBODY = 'http://127.0.0.1:9'

const SETTINGS: Partial<Record<ServiceName, Record<string, string>>> = {
  midi: { DATA_URL: NOBODY, OPENS: 'default' },
  'midi-node': { MIDI_URL: NOBODY, VIRTUAL: 'true' },
  chat: {
    MIDI_URL: NOBODY,
    TWITCH_CHANNEL: 'eightbitsaxlounge',
    IRC_URL: 'ws://127.0.0.1:9',
    IRC_PASSWORD: 'none',
  },
  overlay: { DATA_URL: NOBODY },
  obs: { DATA_URL: NOBODY, MIDI_URL: NOBODY, OBS_URL: 'ws://127.0.0.1:9', OBS_PASSWORD: 'none' },
}

export type Alone = {
  readonly pid: number
  readonly url: string
  /** From the start of the process to its own word that it serves, in milliseconds. */
  readonly readyMs: number
  /** Signs as another service that may call this one. */
  readonly sign: (caller: ServiceName) => Promise<string>
  readonly close: () => Promise<void>
}

const startIn = async (folder: string, name: ServiceName, env: Readonly<Record<string, string>>) => {
  const [port = 0] = await freePorts(1)
  const child = new Child({
    ...{ name, logFile: join(folder, 'log'), isReady: () => isReady(port) },
    entry: join(import.meta.dirname, '../../workloads', name, 'main.ts'),
    env: {
      ...{ KEYS: join(folder, 'keys'), LOUNGE_DIR: folder, PORT: String(port), METRICS_PORT: '0' },
      ...{ LOG_LEVEL: 'warn', ...SETTINGS[name], ...env },
    },
  })
  const began = performance.now()
  await child.start()
  return { child, port, readyMs: performance.now() - began }
}

export const startAlone = async (
  name: ServiceName,
  env: Readonly<Record<string, string>> = {},
): Promise<Alone> => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-bench-'))
  await makeKeys(join(folder, 'keys'))
  const { child, port, readyMs } = await startIn(folder, name, env)
  return {
    ...{ pid: child.pid ?? 0, url: `http://127.0.0.1:${port}`, readyMs },
    sign: async (caller) => (await readKeys(join(folder, 'keys'), caller)).sign(name),
    close: async () => {
      await child.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
